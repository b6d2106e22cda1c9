package __package__;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.plugin.PluginContract;
import io.trunkline.testing.plugin.PluginUnderTest;

/// Holds the plugin to what every plugin promises, in the real platform.
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(PluginUnderTest.class)
class ContractTest implements PluginContract {}
