package io.trunkline.tenancy;

/// The order in which the platform starts. Each step is a method `void
/// start(@Observes @Priority(StartOrder.X) StartupEvent event)`; a step that throws stops the
/// start. What may fail without stopping the others catches its own failures and shows them.
public final class StartOrder {

    /// Every [io.trunkline.tenancy.database.Changelog], then the row policies, then the schema
    /// rules.
    public static final int MIGRATE = 1000;

    /// Tenants that are declared and missing are created.
    public static final int PROVISION = 2000;

    /// Plugins are loaded, migrated and begin to serve.
    public static final int PLUGINS = 3000;

    /// Events, jobs and interrupted imports go on.
    public static final int WORK = 4000;

    private StartOrder() {}
}
