package io.trunkline.plugins.calltasks;

import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchDraft;
import io.trunkline.plugins.calltasks.batch.BatchState;
import io.trunkline.plugins.calltasks.dispatch.Handed;
import io.trunkline.plugins.calltasks.work.Disposition;
import io.trunkline.plugins.calltasks.work.Outcome;
import io.trunkline.spi.Actor;
import io.trunkline.spi.CustomerCard;
import io.trunkline.spi.CustomerDirectory;
import io.trunkline.spi.CustomerFilter;
import io.trunkline.spi.CustomerRef;
import io.trunkline.spi.Delivery;
import io.trunkline.spi.Event;
import io.trunkline.spi.Ids;
import io.trunkline.spi.Member;
import io.trunkline.spi.MemberDirectory;
import io.trunkline.spi.OrgUnit;
import io.trunkline.spi.OrgUnitDirectory;
import io.trunkline.spi.Permission;
import io.trunkline.spi.PluginContext;
import io.trunkline.spi.PluginDatabase;
import io.trunkline.spi.RowScope;
import io.trunkline.spi.Subscription;
import io.trunkline.spi.Tenant;
import io.trunkline.spi.TenantLimits;
import io.trunkline.spi.TenantSession;
import io.trunkline.spi.Texts;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A branch company in memory around the plugin's real tables: two districts with two teams each,
/// people, customers. Lets the services run with many members and a clock that can be set.
final class Company implements PluginContext {

    static final long ROOT = 1;
    static final long NORTH = 10;
    static final long NORTH_A = 11;
    static final long NORTH_B = 12;
    static final long SOUTH = 20;
    static final long SOUTH_A = 21;

    private static final AtomicLong IDS = new AtomicLong(1_000_000);

    private final PluginSchemaInTest schema;
    private final Tenant tenant;
    private final List<Member> members = new CopyOnWriteArrayList<>();
    private final NavigableMap<Long, Long> unitOfCustomer =
            Collections.synchronizedNavigableMap(new TreeMap<>());

    private final Map<Long, Long> moved = new ConcurrentHashMap<>();

    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<String> audited = new CopyOnWriteArrayList<>();
    final List<String> dialled = new CopyOnWriteArrayList<>();
    final CallTasksPlugin plugin;
    final Person supervisor;
    Instant now = Instant.parse("2026-11-23T02:00:00Z");

    Company(PluginSchemaInTest schema, int number) {
        this.schema = schema;
        this.tenant = new Tenant(number, "company" + number, "Company " + number);
        this.plugin = new CallTasksPlugin(this);
        this.supervisor =
                person(
                        ROOT,
                        RowScope.Kind.TENANT,
                        CallTasksPermissions.DISPATCH,
                        CallTasksPermissions.ASSIGN,
                        CallTasksPermissions.MONITOR);
    }

    Person agent(long teamId) {
        Person agent = person(teamId, RowScope.Kind.DISTRICT, CallTasksPermissions.WORK);
        members.add(new Member(agent.id(), "agent" + agent.id(), "Agent", teamId, true));
        return agent;
    }

    /// The platform itself, as events are delivered.
    Person platform() {
        return new Person(
                tenant,
                new Actor(null, ROOT, "platform"),
                CallTasksPermissions.ALL,
                new RowScope(RowScope.Kind.TENANT, Set.of(1L, 10L, 11L, 12L, 20L, 21L)));
    }

    /// Tells the plugin of something, as the platform would.
    @SuppressWarnings("unchecked")
    <E extends Event> void tell(long eventId, E event) {
        for (Subscription<?> subscription : plugin.subscriptions()) {
            if (subscription.type() == event.getClass()) {
                ((Subscription<E>) subscription)
                        .listener()
                        .on(platform(), new Delivery<>(eventId, now, "platform", event));
            }
        }
    }

    void disable(Person agent) {
        members.removeIf(member -> member.id() == agent.id());
    }

    Person lead(long districtId) {
        return person(
                districtId,
                RowScope.Kind.DISTRICT,
                CallTasksPermissions.ASSIGN,
                CallTasksPermissions.MONITOR);
    }

    private Person person(long unitId, RowScope.Kind kind, Permission... permissions) {
        long top = unitId == ROOT ? ROOT : unitId / 10 * 10;
        Set<Long> reach =
                top == ROOT ? Set.of(1L, 10L, 11L, 12L, 20L, 21L) : Set.of(top, top + 1, top + 2);
        return new Person(
                tenant,
                new Actor(IDS.incrementAndGet(), unitId, "Someone"),
                Set.of(permissions),
                new RowScope(kind, reach));
    }

    void customers(int count, long unitId) {
        for (int i = 0; i < count; i++) {
            unitOfCustomer.put(IDS.incrementAndGet(), unitId);
        }
    }

    long unitOf(long customerId) {
        return unitOfCustomer.get(customerId);
    }

    Batch batch() {
        return batch(2);
    }

    Batch batch(int priority) {
        Batch batch =
                plugin.batches()
                        .create(
                                supervisor,
                                new BatchDraft(
                                        UUID.randomUUID().toString(),
                                        "Renewals",
                                        CustomerFilter.ALL,
                                        "Good morning",
                                        priority,
                                        now.plus(Duration.ofDays(7))));
        while (batch.state() == BatchState.FILLING) {
            batch = plugin.batches().resume(supervisor, batch.id());
        }
        return batch;
    }

    Batch dispatched() {
        Batch batch = batch();
        Handed handed = plugin.dispatch().dispatch(supervisor, batch.id());
        while (handed.more()) {
            handed = plugin.dispatch().dispatch(supervisor, batch.id());
        }
        return batch;
    }

    static Outcome outcome(Disposition disposition) {
        return Outcome.of(UUID.randomUUID().toString(), disposition);
    }

    @Override
    public String pluginId() {
        return "call-tasks";
    }

    @Override
    public String version() {
        return "0.0.0";
    }

    @Override
    public PluginDatabase database() {
        return new PluginDatabase() {
            @Override
            public <T> T inTransaction(TenantSession session, SqlWork<T> work) {
                return schema.inTransaction(session, work::run);
            }

            @Override
            public void publish(TenantSession session, Connection connection, Event event) {
                events.add(event);
            }

            @Override
            public void audit(
                    TenantSession session,
                    Connection connection,
                    String action,
                    String objectType,
                    long objectId,
                    @Nullable String before,
                    @Nullable String after) {
                audited.add(action + " " + objectType + " " + objectId + " " + after);
            }
        };
    }

    @Override
    public CustomerDirectory customers() {
        return new Customers();
    }

    @Override
    public MemberDirectory members() {
        return new Members();
    }

    @Override
    public OrgUnitDirectory orgUnits() {
        return new Units();
    }

    @Override
    public TenantLimits limits() {
        throw new UnsupportedOperationException("call tasks ask for no limits");
    }

    @Override
    public Ids ids() {
        return new Ids() {
            @Override
            public long next() {
                return IDS.incrementAndGet();
            }

            @Override
            public long block(int count) {
                return IDS.getAndAdd(count) + 1;
            }
        };
    }

    @Override
    public Texts texts() {
        return (locale, key, arguments) -> key;
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private final class Customers implements CustomerDirectory {

        @Override
        public Optional<CustomerCard> find(TenantSession session, long customerId) {
            return findAll(session, List.of(customerId)).stream().findFirst();
        }

        @Override
        public List<CustomerCard> findAll(TenantSession session, Collection<Long> customerIds) {
            return customerIds.stream()
                    .filter(id -> session.scope().covers(unitOf(id)))
                    .map(id ->
                            new CustomerCard(
                                    id,
                                    "C" + id,
                                    "Customer " + id,
                                    "138****0000",
                                    null,
                                    null,
                                    null,
                                    null,
                                    unitOf(id),
                                    null))
                    .toList();
        }

        @Override
        public long count(TenantSession session, CustomerFilter filter) {
            return unitOfCustomer.size();
        }

        @Override
        public List<CustomerRef> page(
                TenantSession session, CustomerFilter filter, long afterId, int limit) {
            return unitOfCustomer.tailMap(afterId, false).entrySet().stream()
                    .limit(limit)
                    .map(entry -> new CustomerRef(entry.getKey(), entry.getValue(), null, null))
                    .toList();
        }

        @Override
        public void allocate(TenantSession session, Collection<Long> customerIds, long orgUnitId) {
            customerIds.forEach(id -> unitOfCustomer.put(id, orgUnitId));
        }

        @Override
        public Optional<String> dial(TenantSession session, long customerId, String reason) {
            dialled.add(reason);
            return Optional.of("+8613800000000");
        }
    }

    private final class Members implements MemberDirectory {

        @Override
        public Optional<Member> find(TenantSession session, long memberId) {
            return members.stream().filter(member -> member.id() == memberId).findFirst();
        }

        @Override
        public List<Member> findAll(TenantSession session, Collection<Long> memberIds) {
            return members.stream().filter(member -> memberIds.contains(member.id())).toList();
        }

        @Override
        public List<Member> withPermission(
                TenantSession session, Permission permission, long orgUnitId) {
            return members.stream()
                    .filter(member ->
                            orgUnitId == ROOT
                                    || member.orgUnitId() == orgUnitId
                                    || member.orgUnitId() / 10 * 10 == orgUnitId)
                    .toList();
        }
    }

    /// Puts a team under another district.
    void move(long teamId, long districtId) {
        moved.put(teamId, districtId);
    }

    private final class Units implements OrgUnitDirectory {

        @Override
        public List<OrgUnit> all(TenantSession session) {
            List<OrgUnit> units = new ArrayList<>();
            units.add(new OrgUnit(ROOT, null, OrgUnit.Kind.CITY, "City"));
            units.add(new OrgUnit(NORTH, ROOT, OrgUnit.Kind.DISTRICT, "North"));
            units.add(new OrgUnit(NORTH_A, NORTH, OrgUnit.Kind.TEAM, "North A"));
            units.add(new OrgUnit(NORTH_B, NORTH, OrgUnit.Kind.TEAM, "North B"));
            units.add(new OrgUnit(SOUTH, ROOT, OrgUnit.Kind.DISTRICT, "South"));
            units.add(new OrgUnit(SOUTH_A, SOUTH, OrgUnit.Kind.TEAM, "South A"));
            return units.stream()
                    .map(unit ->
                            new OrgUnit(
                                    unit.id(),
                                    moved.getOrDefault(unit.id(), unit.parentId()),
                                    unit.kind(),
                                    unit.name()))
                    .sorted(Comparator.comparing(OrgUnit::kind))
                    .toList();
        }

        @Override
        public Optional<OrgUnit> find(TenantSession session, long orgUnitId) {
            return all(session).stream().filter(unit -> unit.id() == orgUnitId).findFirst();
        }

        @Override
        public OrgUnit root(TenantSession session) {
            return all(session).getFirst();
        }
    }
}
