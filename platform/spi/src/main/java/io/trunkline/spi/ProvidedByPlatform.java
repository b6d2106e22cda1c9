package io.trunkline.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The platform implements it and plugins call it: a minor version may give it another method. All
/// other interfaces are for plugins to implement, and ask for nothing new before a major version.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProvidedByPlatform {}
