package io.trunkline.spi;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The plugin's own tables, in the plugin's own schema, reached by the plugin's own database role.
///
/// Tables are made by SQL change sets in `db/` of the plugin. Each has `tenant_id int` first in its
/// primary key, in every unique constraint and in every foreign key; the platform adds the row
/// policy. A table with `org_unit_id bigint` is also held to the caller's row scope. The views of
/// the schema `shared` (`shared.customer`, `shared.member`, `shared.org_unit`) can be joined.
@ProvidedByPlatform
public interface PluginDatabase {

    /// Runs the work in one transaction of the session's tenant; an exception rolls it back. Not
    /// nestable. The connection must not be kept, committed or closed by the work. Work that
    /// swallows an error of the database and returns fails: nothing of it could be kept.
    ///
    /// @throws PluginException [StandardErrorCode#INSIDE_TRANSACTION] when called within itself,
    ///   [StandardErrorCode#UNAVAILABLE] when no connection is free in time
    <T> T inTransaction(TenantSession session, SqlWork<T> work);

    /// Writes an event in the same transaction as the change it tells of. Only callable with the
    /// connection of a running [#inTransaction]. An event holds at most 64 kB of JSON; a larger one
    /// fails the transaction.
    ///
    /// @param event a [ContactRecorded], [CallTaskClosed], [NotificationRequested],
    ///   [ApprovalRequested] or [ApprovalWithdrawn]; all others tell what the platform did, and
    ///   only it publishes them
    /// @throws IllegalArgumentException when the event is not for plugins to publish
    void publish(TenantSession session, Connection connection, Event event);

    /// Writes an entry of the tenant's audit trail in the same transaction as what it tells of:
    /// who, when, from where and why come from the session's request, the plugin from the role it
    /// signed in with. Only callable with the connection of a running [#inTransaction].
    ///
    /// Entries are kept for years and read by auditors: name customers and members by their ids,
    /// never by names or numbers, which a field policy may hide.
    ///
    /// @param action what was done; begins with the plugin's id and a dot, for example
    ///   `call-tasks.assign`
    /// @param objectType what it was done to, for example `call-task`
    /// @param objectId which one
    /// @param before the object as a JSON object before, at most 64 kB as is the other; null for a
    ///   creation or a read
    /// @param after the object as a JSON object after, or facts about what was done; null for none
    /// @throws IllegalArgumentException when the action does not begin with the plugin's id
    void audit(
            TenantSession session,
            Connection connection,
            String action,
            String objectType,
            long objectId,
            @Nullable String before,
            @Nullable String after);

    @FunctionalInterface
    interface SqlWork<T> {
        T run(Connection connection) throws SQLException;
    }
}
