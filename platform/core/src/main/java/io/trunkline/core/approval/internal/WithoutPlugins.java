package io.trunkline.core.approval.internal;

import io.quarkus.arc.DefaultBean;
import io.trunkline.core.approval.ApprovalKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Where nothing runs plugins.
@ApplicationScoped
@DefaultBean
class WithoutPlugins implements ApprovalKinds {

    @Override
    public List<Kind> all() {
        return List.of();
    }

    @Override
    public boolean serves(String source) {
        return false;
    }
}
