/// The platform's services as plugins see them.
@NullMarked
package io.trunkline.pluginhost.internal.service;

import org.jspecify.annotations.NullMarked;
