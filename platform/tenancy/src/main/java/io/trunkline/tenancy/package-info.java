/// Who asks, for which tenant, with which rights, and the one way to the database that holds it.
///
/// Start: each module observes Quarkus's `StartupEvent` with one of the priorities of
/// [io.trunkline.tenancy.StartOrder]. A module with core tables offers a
/// [io.trunkline.tenancy.database.Changelog] bean; the first step runs them all, in their order,
/// writes the row policies and checks the schema. Then missing tenants are created, then plugins
/// start, then events and jobs.
///
/// Outside of CDI (launcher, benchmarks, plain tests) the same classes are used through their
/// constructors.
@NullMarked
package io.trunkline.tenancy;

import org.jspecify.annotations.NullMarked;
