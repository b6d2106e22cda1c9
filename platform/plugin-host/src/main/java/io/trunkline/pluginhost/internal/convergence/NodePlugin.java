package io.trunkline.pluginhost.internal.convergence;

import io.trunkline.plugincheck.RefusedException;
import io.trunkline.pluginhost.internal.catalogue.Wanted;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Kind;
import io.trunkline.pluginhost.internal.catalogue.Wanted.Next;
import io.trunkline.pluginhost.internal.generation.Generation;
import io.trunkline.pluginhost.internal.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One plugin on this node: the generations that were built of it, whom each serves, and why others
/// could not be built. Held by one thread at a time.
final class NodePlugin {

    private static final Logger LOG = LoggerFactory.getLogger(NodePlugin.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    /// So long other plugins wait for what is begun.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String id;
    private final Switching switching;
    private final Source source;
    private final Map<Target, Generation> built = new HashMap<>();
    private final Map<Target, Build> builds = new HashMap<>();
    private final Map<Target, Failure> failures = new HashMap<>();
    private Wanted wanted;
    private @Nullable Generation everyone;

    /// Where releases come from.
    interface Source {
        Release release(Target target) throws RefusedException;
    }

    /// @param cause the rollout, or the revision of what is wanted, that it was built for
    private record Failure(String reason, long cause, Instant at) {}

    NodePlugin(String id, Wanted wanted, Switching switching, Source source) {
        this.id = id;
        this.wanted = wanted;
        this.switching = switching;
        this.source = source;
    }

    /// Does what is to be done now. What cannot be built leaves what served before.
    void bring(Wanted now) {
        wanted = now;
        if (now.kind() == Kind.NONE) {
            end();
            return;
        }
        switching.want(id);
        Generation base = built(Target.of(now), now.revision());
        Next next = now.next();
        Generation fresh = next == null ? null : built(Target.of(next), next.rollout());
        if (base != null) {
            everyone = base;
        }
        failures.keySet().retainAll(targets());
        abandon(targets());
        Generation serving = everyone;
        if (serving == null) {
            return;
        }
        Map<Integer, Generation> byTenant = new HashMap<>();
        if (next != null && fresh != null) {
            next.tenants().forEach(tenant -> byTenant.put(tenant, fresh));
        }
        switching.route(serving, byTenant);
        Set<Generation> kept = new HashSet<>();
        kept.add(serving);
        if (fresh != null) {
            kept.add(fresh);
        }
        for (Generation generation : Set.copyOf(built.values())) {
            if (!kept.contains(generation)) {
                built.values().remove(generation);
                switching.free(generation);
            }
        }
    }

    void end() {
        abandon(Set.of());
        switching.remove(id);
        built.values().forEach(switching::end);
        built.clear();
        failures.clear();
        everyone = null;
    }

    /// As [#end()], and waits for it.
    void close() {
        abandon(Set.of());
        switching.leave(id);
        built.values().forEach(switching::close);
        built.clear();
    }

    /// What is still being built and not wanted any more.
    private void abandon(Set<Target> wanted) {
        for (Target target : Set.copyOf(builds.keySet())) {
            if (!wanted.contains(target)) {
                Objects.requireNonNull(builds.remove(target)).abandon(switching::close);
            }
        }
    }

    Wanted wanted() {
        return wanted;
    }

    /// Who serves whoever no rollout has reached; null for nobody.
    @Nullable Generation everyone() {
        return everyone;
    }

    /// Who serves those that a rollout has reached; null for nobody.
    @Nullable Generation fresh() {
        Next next = wanted.next();
        return next == null ? null : built.get(Target.of(next));
    }

    /// Calls that do not end, into any generation that serves.
    int stuck() {
        return built.values().stream().mapToInt(one -> one.threads().stuck().calls()).sum();
    }

    /// Whether one that serves is called no more since too many calls do not end.
    boolean isHalted() {
        return built.values().stream().anyMatch(one -> one.threads().stuck().halts());
    }

    /// Whether what is wanted is there.
    boolean isBuilt() {
        return built.containsKey(Target.of(wanted));
    }

    /// Why what is wanted cannot be built; null where it can.
    @Nullable String reason() {
        return reason(Target.of(wanted));
    }

    /// The same for what is rolled out.
    @Nullable String freshReason() {
        Next next = wanted.next();
        return next == null ? null : reason(Target.of(next));
    }

    private @Nullable String reason(Target target) {
        Failure failure = failures.get(target);
        return failure == null ? null : failure.reason();
    }

    private Set<Target> targets() {
        Set<Target> targets = new HashSet<>();
        targets.add(Target.of(wanted));
        Next next = wanted.next();
        if (next != null) {
            targets.add(Target.of(next));
        }
        return targets;
    }

    /// What failed is tried again after a while, and at once when something changed. What takes
    /// long is looked at again at the next turn.
    private @Nullable Generation built(Target target, long cause) {
        Generation present = built.get(target);
        if (present != null) {
            return present;
        }
        Failure last = failures.get(target);
        Build build = builds.get(target);
        Duration patience = Duration.ZERO;
        if (build == null) {
            if (last != null
                    && last.cause() == cause
                    && last.at().plus(RETRY).isAfter(Instant.now())) {
                return null;
            }
            build = Build.start(named(target), () -> switching.build(source.release(target)));
            builds.put(target, build);
            patience = PATIENCE;
        }
        if (!build.await(patience)) {
            if (!patience.isZero()) {
                LOG.info("{} takes long to be built", named(target));
            }
            return null;
        }
        builds.remove(target);
        try {
            Generation generation = build.generation();
            built.put(target, generation);
            failures.remove(target);
            return generation;
        } catch (RefusedException e) {
            LOG.debug("Refused", e);
            failed(target, cause, e.reason(), last);
        } catch (RuntimeException | LinkageError e) {
            LOG.error("Building {} of {} failed", target, id, e);
            failed(target, cause, "unexpected: " + e, last);
        }
        return null;
    }

    private String named(Target target) {
        return target.version() == null ? id : id + " " + target.version();
    }

    private void failed(Target target, long cause, String reason, @Nullable Failure last) {
        failures.put(target, new Failure(reason, cause, Instant.now()));
        if (last == null || !last.reason().equals(reason)) {
            LOG.error("Plugin {} is refused: {}", named(target), reason);
        }
    }
}
