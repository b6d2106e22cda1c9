/// The whole product in one process tree on one machine: embedded PostgreSQL, Keycloak, the server
/// and demo data. For trying out, developing, browser tests and benchmarks; production parts are
/// started by whatever production uses.
@NullMarked
package io.trunkline.standalone;

import org.jspecify.annotations.NullMarked;
