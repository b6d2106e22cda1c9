package io.trunkline.spi;

import java.util.List;
import java.util.Set;

/// The entry class of a plugin: says what the plugin adds to the platform.
///
/// It has one public constructor with a [PluginContext] and does no I/O in it: the platform may
/// construct a plugin only to read what it declares. Every method here is called once, right after
/// construction, before any tenant is served; an empty collection means the plugin has none.
public interface TrunklinePlugin extends AutoCloseable {

    /// The operations a tenant's roles can grant. Each key starts with the plugin's id and a dot.
    default Set<Permission> permissions() {
        return Set.of();
    }

    /// What each tenant may set for itself; form and validation come from it.
    default List<Setting<?>> settings() {
        return List.of();
    }

    /// HTTP operations below `/api/v1/plugins/{plugin}/`.
    default List<Route<?, ?>> routes() {
        return List.of();
    }

    /// Events the plugin wants to hear, of every tenant that has it enabled.
    default List<Subscription<?>> subscriptions() {
        return List.of();
    }

    /// Open work the plugin keeps for members and org units, one for each kind.
    default List<OpenWork> openWork() {
        return List.of();
    }

    /// Kinds of notifications it sends, for members to choose how they are told of each.
    default List<NotificationKind> notifications() {
        return List.of();
    }

    /// What it does only after others have agreed. It asks by [ApprovalRequested] and subscribes to
    /// [ApprovalDecided].
    default List<ApprovalKind> approvals() {
        return List.of();
    }

    /// Called once, after the last call into this instance has returned. Frees what the constructor
    /// took; the database pool is the platform's and is closed by it.
    @Override
    default void close() {}
}
