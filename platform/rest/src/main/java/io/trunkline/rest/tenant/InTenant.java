package io.trunkline.rest.tenant;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The operations of this resource run as a member of the tenant the caller asks for: inside
/// [io.trunkline.tenancy.TenantRunner], so that everything below knows who asks. Every resource
/// carries this or [WithoutTenant]; a test holds it, and without a session the database refuses.
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface InTenant {}
