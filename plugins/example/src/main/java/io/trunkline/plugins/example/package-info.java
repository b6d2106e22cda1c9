/// Favourites: each member marks the customers she wants to keep an eye on, and sees when one of
/// them has changed.
@NullMarked
package io.trunkline.plugins.example;

import org.jspecify.annotations.NullMarked;
