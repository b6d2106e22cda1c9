package io.trunkline.tenancy.database;

/// A module's migrations of the core schema. Each platform module that has tables offers one as a
/// bean; all are run at start, in their order, before anything else
/// ([io.trunkline.tenancy.StartOrder]).
public interface Changelog {

    /// Tenancy is 100, core 200.
    int order();

    /// The changelog's place on the class path, for example `db/core/changelog.yaml`. It may
    /// include SQL files and nothing else.
    String path();
}
