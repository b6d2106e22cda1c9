package io.trunkline.plugins.calltasks;

import io.trunkline.spi.Permission;
import java.util.Set;

/// The operations roles can grant.
public final class CallTasksPermissions {

    /// Work one's own tasks (agent).
    public static final Permission WORK = new Permission("call-tasks.work");

    /// Hand tasks of one's reach to teams and agents, and take them back (lead, supervisor).
    public static final Permission ASSIGN = new Permission("call-tasks.assign");

    /// Make batches and dispatch them to districts (supervisor).
    public static final Permission DISPATCH = new Permission("call-tasks.dispatch");

    /// Watch batches and progress within one's reach (supervisor, lead, executive).
    public static final Permission MONITOR = new Permission("call-tasks.monitor");

    public static final Set<Permission> ALL = Set.of(WORK, ASSIGN, DISPATCH, MONITOR);

    private CallTasksPermissions() {}
}
