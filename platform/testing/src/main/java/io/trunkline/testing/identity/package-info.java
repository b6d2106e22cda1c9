/// Signed-in users without a Keycloak: a local issuer of tokens that the server really verifies.
@NullMarked
package io.trunkline.testing.identity;

import org.jspecify.annotations.NullMarked;
