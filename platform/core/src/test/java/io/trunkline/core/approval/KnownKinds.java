package io.trunkline.core.approval;

import io.trunkline.spi.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Stands where plugins would be; one of them can be sent away.
@ApplicationScoped
class KnownKinds implements ApprovalKinds {

    static final String PLUGIN = "loyalty";
    static final String KIND = "adjustment";

    private volatile boolean present = true;

    void present(boolean now) {
        present = now;
    }

    @Override
    public List<Kind> all() {
        return List.of(new Kind(PLUGIN, KIND, new Permission("customer.allocate")));
    }

    @Override
    public boolean serves(String source) {
        return present;
    }
}
