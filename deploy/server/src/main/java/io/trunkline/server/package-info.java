/// The runnable application: how people sign in, whether the parts are there, what every answer
/// carries.
@NullMarked
package io.trunkline.server;

import org.jspecify.annotations.NullMarked;
