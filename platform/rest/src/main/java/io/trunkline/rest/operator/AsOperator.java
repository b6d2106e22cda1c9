package io.trunkline.rest.operator;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The operations of this resource run inside [io.trunkline.tenancy.operator.OperatorRunner], as
/// whoever the token names. Stands beside `@RolesAllowed("operator")`, never without it.
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface AsOperator {}
