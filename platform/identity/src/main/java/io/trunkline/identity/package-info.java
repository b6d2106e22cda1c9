/// Answers the port `io.trunkline.tenancy.identity` with Keycloak's admin interface. Works only
/// where the installation names a client that may administer the realm; elsewhere accounts are kept
/// by hand.
@NullMarked
package io.trunkline.identity;

import org.jspecify.annotations.NullMarked;
