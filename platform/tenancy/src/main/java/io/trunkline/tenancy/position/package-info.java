/// What people are in the company, and the roles that go with it.
@NullMarked
package io.trunkline.tenancy.position;

import org.jspecify.annotations.NullMarked;
