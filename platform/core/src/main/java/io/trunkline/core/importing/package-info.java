/// Customers from files: upload, mapping, dry run, resumable run, report.
@NullMarked
package io.trunkline.core.importing;

import org.jspecify.annotations.NullMarked;
