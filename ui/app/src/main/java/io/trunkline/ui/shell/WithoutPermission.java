package io.trunkline.ui.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A page everyone signed in may open, because it shows nothing of a tenant or checks by itself.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithoutPermission {

    /// Whether a tenant must have been chosen.
    boolean tenant() default true;
}
