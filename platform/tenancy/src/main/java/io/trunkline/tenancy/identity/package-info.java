/// What the platform asks of whoever proves identities: organizations, accounts, machine clients,
/// sign-in providers. [io.trunkline.tenancy.identity.Organizations] and its neighbours are the
/// port; the module `identity` answers it with Keycloak. Where that is not set up, accounts are
/// kept by hand and the port says so.
@NullMarked
package io.trunkline.tenancy.identity;

import org.jspecify.annotations.NullMarked;
