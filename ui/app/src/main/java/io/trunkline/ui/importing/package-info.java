/// Screens of the customer import: history and upload, column mapping, dry run, progress, report.
@NullMarked
package io.trunkline.ui.importing;

import org.jspecify.annotations.NullMarked;
