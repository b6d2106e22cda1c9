package io.trunkline.ui.shell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The permission a page needs, for example `customer.view`. A page that carries neither this nor
/// [WithoutPermission] is refused to everyone.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    String value();
}
