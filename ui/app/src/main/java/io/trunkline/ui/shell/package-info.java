/// The frame around every page: who is signed in, for which tenant, navigation, texts, states.
@NullMarked
package io.trunkline.ui.shell;

import org.jspecify.annotations.NullMarked;
