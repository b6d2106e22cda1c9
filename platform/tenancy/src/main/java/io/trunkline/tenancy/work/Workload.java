package io.trunkline.tenancy.work;

import io.quarkus.arc.All;
import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/// Adds up what the platform and the plugins keep, over the whole tenant whatever the caller
/// reaches: she is told numbers, so that nothing is left behind by someone who cannot see it.
@ApplicationScoped
public class Workload {

    private final List<WorkSource> sources;
    private final Sessions sessions;

    @Inject
    public Workload(@All List<WorkSource> sources, Sessions sessions) {
        this.sources = List.copyOf(sources);
        this.sessions = sessions;
    }

    /// What waits for the member; kinds without any are left out.
    public List<WorkCount> ofMember(long memberId) {
        return ask(source -> source.ofMember(memberId));
    }

    /// What lies in this very unit; kinds without any are left out.
    public List<WorkCount> inUnit(long orgUnitId) {
        return ask(source -> source.inUnit(orgUnitId));
    }

    private List<WorkCount> ask(Function<WorkSource, List<WorkCount>> question) {
        int tenant = TenantRunner.current().tenant().id();
        return TenantRunner.call(
                sessions.platform(tenant),
                () ->
                        sources.stream()
                                .flatMap(source -> question.apply(source).stream())
                                .filter(work -> work.count() > 0)
                                .toList());
    }
}
