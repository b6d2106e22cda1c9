package io.trunkline.tenancy.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What this start found wrong in the tenants' files. Empty when all is well.
@ApplicationScoped
public class TenantConfigProblems {

    private final List<TenantConfigProblem> problems = new CopyOnWriteArrayList<>();

    /// In the order of files and lines.
    public List<TenantConfigProblem> all() {
        return List.copyOf(problems);
    }

    void add(Collection<TenantConfigProblem> found) {
        problems.addAll(found);
    }
}
