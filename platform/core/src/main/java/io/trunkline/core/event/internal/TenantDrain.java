package io.trunkline.core.event.internal;

import io.trunkline.core.event.EventCodec;
import io.trunkline.core.event.EventSubscriber;
import io.trunkline.core.event.EventSubscribers;
import io.trunkline.core.event.EventsConfig;
import io.trunkline.core.event.HeldException;
import io.trunkline.core.event.internal.Outcome.State;
import io.trunkline.core.event.internal.Outcome.Step;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.tenancy.TenantDatabase;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// Hands out the due events of the current tenant. Subscribers are called outside of transactions;
/// what came of it is stored after each batch, so a node that dies in between repeats at most one
/// batch. A tenant that is suspended meanwhile is called no more: what was handed out is stored,
/// the rest waits.
@ApplicationScoped
public class TenantDrain {

    private static final Logger LOG = Logger.getLogger(TenantDrain.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    private final TenantDatabase database;
    private final OutboxTable outbox;
    private final HeldLines held;
    private final EventSubscribers subscribers;
    private final EventsConfig config;
    private final String node = UUID.randomUUID().toString();
    private final Map<Integer, Instant> swept = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    TenantDrain(
            TenantDatabase database,
            OutboxTable outbox,
            HeldLines held,
            EventSubscribers subscribers,
            EventsConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.held = held;
        this.subscribers = subscribers;
        this.config = config;
    }

    public void stop() {
        stopped = true;
    }

    /// Works until nothing is due.
    ///
    /// @return whether something may be due already
    public boolean run() {
        int tenant = TenantRunner.current().tenant().id();
        boolean leased = true;
        boolean full = true;
        while (full && leased && !stopped && isServed(tenant)) {
            Map<Class<?>, List<EventSubscriber>> wanting = wanting();
            Optional<Batch> batch = take(tenant, wanting);
            leased = batch.isPresent();
            full =
                    batch.filter(taken -> !taken.events().isEmpty())
                            .map(taken -> handOut(tenant, taken, wanting))
                            .orElse(false);
        }
        if (leased) {
            finish(tenant);
        }
        return full && leased;
    }

    /// @param lines subscribers for whom earlier events are held: what comes new stands behind
    ///   those
    private record Batch(List<PendingEvent> events, Set<String> lines) {}

    /// @return empty when another node has the tenant's events
    private Optional<Batch> take(int tenant, Map<Class<?>, List<EventSubscriber>> wanting) {
        List<String> unwanted =
                wanting.entrySet().stream()
                        .filter(entry -> entry.getValue().isEmpty())
                        .map(entry -> entry.getKey().getSimpleName())
                        .toList();
        return database.inTransaction(handle -> {
            if (!outbox.lease(handle, tenant, node, config.lease())) {
                return Optional.<Batch>empty();
            }
            outbox.settleUnwanted(handle, tenant, unwanted);
            Set<String> lines = held.advance(handle, tenant, wanting);
            return Optional.of(new Batch(outbox.due(handle, tenant, config.batch()), lines));
        });
    }

    /// @return whether there may be more
    private boolean handOut(int tenant, Batch taken, Map<Class<?>, List<EventSubscriber>> wanting) {
        List<PendingEvent> batch = taken.events();
        Set<String> lines = new HashSet<>(taken.lines());
        Instant renewBy = Instant.now().plus(config.lease().dividedBy(2));
        Set<Long> heldBack = new HashSet<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (PendingEvent event : batch) {
            if (stopped || !isServed(tenant) || Instant.now().isAfter(renewBy)) {
                break;
            }
            if (heldBack.contains(event.customerId())) {
                continue;
            }
            Outcome outcome = handOut(event, wanting, lines);
            outcomes.add(outcome);
            if (!outcome.done() && event.customerId() != 0) {
                heldBack.add(event.customerId());
            }
        }
        if (outcomes.isEmpty()) {
            return false;
        }
        database.settling(handle -> {
            outbox.store(handle, tenant, outcomes);
            return true;
        });
        return outcomes.size() < batch.size() || batch.size() == config.batch();
    }

    private Outcome handOut(
            PendingEvent event, Map<Class<?>, List<EventSubscriber>> wanting, Set<String> lines) {
        Delivery<?> delivery;
        try {
            Event decoded = EventCodec.decode(event.type(), event.payload());
            if (!event.isPlatforms() && !EventCodec.isOfPlugins(decoded.getClass())) {
                throw new IllegalArgumentException(
                        event.type() + " is not for " + event.source() + " to tell");
            }
            delivery = new Delivery<>(event.id(), event.publishedAt(), event.source(), decoded);
        } catch (IllegalArgumentException e) {
            return outcome(event, List.of(unreadable(event, e)));
        }
        List<EventSubscriber> wanted = wanting.getOrDefault(delivery.event().getClass(), List.of());
        List<Step> steps = new ArrayList<>(held.left(event, wanted));
        for (EventSubscriber subscriber : wanted) {
            if (event.attempts().getOrDefault(subscriber.id(), 0) != PendingEvent.SETTLED) {
                steps.add(deliver(event, delivery, subscriber, lines));
            }
        }
        return outcome(event, steps);
    }

    private Step deliver(
            PendingEvent event,
            Delivery<?> delivery,
            EventSubscriber subscriber,
            Set<String> lines) {
        String id = subscriber.id();
        boolean behind = lines.contains(id) && !event.attempts().containsKey(id);
        if (behind || subscriber.holds()) {
            lines.add(id);
            return HeldLines.step(event, id);
        }
        try {
            subscriber.deliver(delivery);
            return new Step(subscriber.id(), State.DONE, 0, "");
        } catch (HeldException e) {
            lines.add(id);
            return HeldLines.step(event, id);
        } catch (Exception | LinkageError | StackOverflowError e) {
            if (!isServed(TenantRunner.current().tenant().id())) {
                return putOff(event, subscriber.id());
            }
            LOG.warnf(e, "%s could not handle %s %d", subscriber.id(), event.type(), event.id());
            return failed(event, subscriber.id(), e);
        }
    }

    private boolean isServed(int tenant) {
        return database.states().isServed(tenant);
    }

    /// The tenant was suspended under its hands: no failure of the subscriber's.
    private static Step putOff(PendingEvent event, String subscriber) {
        int attempts = event.attempts().getOrDefault(subscriber, 0);
        return new Step(subscriber, State.WAITING, attempts, "");
    }

    /// Of a later SPI, another node may know it. Any other will not be better the next time, and
    /// others would wait for it.
    private Step unreadable(PendingEvent event, IllegalArgumentException failure) {
        if (!EventCodec.knows(event.type())) {
            return failed(event, PendingEvent.PLATFORM, failure);
        }
        LOG.warnf(failure, "%s %d of %s is parked", event.type(), event.id(), event.source());
        return step(event, PendingEvent.PLATFORM, failure, 1);
    }

    private Step failed(PendingEvent event, String subscriber, Throwable failure) {
        return step(event, subscriber, failure, config.attempts());
    }

    private static Step step(
            PendingEvent event, String subscriber, Throwable failure, int mostAttempts) {
        int attempts = event.attempts().getOrDefault(subscriber, 0) + 1;
        State state = attempts >= mostAttempts ? State.PARKED : State.WAITING;
        String error = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return new Step(
                subscriber, state, attempts, error.substring(0, Math.min(error.length(), 1_000)));
    }

    private Outcome outcome(PendingEvent event, List<Step> steps) {
        if (steps.stream().allMatch(step -> step.state() == State.DONE)
                && event.attempts().isEmpty()) {
            return new Outcome(event.id(), true, 0, List.of());
        }
        boolean done = steps.stream().noneMatch(step -> step.state() == State.WAITING);
        int waiting =
                steps.stream()
                        .filter(step -> step.state() == State.WAITING)
                        .mapToInt(Step::attempts)
                        .max()
                        .orElse(0);
        long wait = waiting == 0 ? 0 : config.backOff().toMillis() << Math.min(waiting - 1, 20);
        return new Outcome(event.id(), done, Math.min(wait, LONGEST_WAIT.toMillis()), steps);
    }

    private Map<Class<?>, List<EventSubscriber>> wanting() {
        Map<Class<?>, List<EventSubscriber>> wanting = new HashMap<>();
        for (Class<?> type : Event.class.getPermittedSubclasses()) {
            wanting.put(type, subscribers.of(type.asSubclass(Event.class)));
        }
        return wanting;
    }

    private void finish(int tenant) {
        Instant now = Instant.now();
        boolean sweep = swept.getOrDefault(tenant, Instant.EPOCH).isBefore(now.minus(SWEEP_EVERY));
        database.settling(handle -> {
            if (sweep) {
                outbox.sweep(handle, tenant, config.retention());
            }
            outbox.release(handle, tenant, node);
            return true;
        });
        if (sweep) {
            swept.put(tenant, now);
        }
    }
}
