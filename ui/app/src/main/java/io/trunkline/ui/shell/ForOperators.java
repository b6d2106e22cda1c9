package io.trunkline.ui.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A page for the realm role `operator`, in no tenant: it runs inside
/// [io.trunkline.tenancy.operator.OperatorRunner].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForOperators {}
