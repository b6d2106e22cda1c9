/// The organization tree of a tenant: city, districts, teams.
@NullMarked
package io.trunkline.tenancy.orgunit;

import org.jspecify.annotations.NullMarked;
