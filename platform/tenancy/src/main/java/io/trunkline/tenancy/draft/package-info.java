/// What people typed and have not saved: kept on the server, never in the browser.
@NullMarked
package io.trunkline.tenancy.draft;

import org.jspecify.annotations.NullMarked;
