/// The form of one member.
@NullMarked
package io.trunkline.ui.member;

import org.jspecify.annotations.NullMarked;
