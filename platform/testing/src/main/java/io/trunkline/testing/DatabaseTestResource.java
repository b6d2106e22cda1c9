package io.trunkline.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// For `@QuarkusTest` classes: `@QuarkusTestResource(DatabaseTestResource.class)`. All of a process
/// share one database and the tenants [TestTenants#ACME] and [TestTenants#GLOBEX]; tests bring
/// their own rows.
public final class DatabaseTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> config = new HashMap<>(TestDatabase.shared().config());
        config.put("trunkline.tenants.folder", TestTenants.folder().toString());
        return config;
    }

    @Override
    public void stop() {
        // The server ends with the process: the next test class uses it too.
    }
}
