package io.trunkline.pluginhost.internal.database;

import io.trunkline.plugincheck.Manifest;
import io.trunkline.plugincheck.RefusedException;
import io.trunkline.plugincheck.Versions;
import io.trunkline.pluginhost.internal.catalogue.TablesTable;
import io.trunkline.pluginhost.internal.catalogue.TablesTable.Tables;
import io.trunkline.pluginhost.internal.release.Release;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which releases a plugin's tables are good for, as it is written down, during one node's turn.
record KeptTables(Connection migrator, PluginRoles roles) {

    void requireFit(Manifest manifest) throws SQLException, RefusedException {
        Tables tables = read(handle -> TablesTable.find(handle, manifest.id()));
        if (tables.exclude(manifest.version())) {
            throw new RefusedException(
                    "its tables let no release before %s run any more".formatted(tables.oldest()));
        }
    }

    /// Before the migrations: once they are begun nobody earlier may start. Whoever runs at this
    /// moment does not stop for it, so none may be earlier.
    ///
    /// @param upgrade whether there is something to run on tables that were there
    void narrow(Release release, boolean upgrade) throws SQLException, RefusedException {
        String id = release.manifest().id();
        Optional<String> stated = release.manifest().rollbackTo();
        Tables tables = read(handle -> TablesTable.find(handle, id));
        if (stated.isEmpty() || tables.atLeast(stated.get())) {
            return;
        }
        String oldest = stated.get();
        if (upgrade && !release.isBuildFolder()) {
            List<String> running = read(handle -> TablesTable.running(handle, id));
            requireAtLeast(oldest, tables, running);
        }
        write(handle -> TablesTable.narrow(handle, id, oldest));
    }

    private static void requireAtLeast(String oldest, Tables tables, List<String> running)
            throws RefusedException {
        if (tables.version() == null || Versions.isBefore(tables.version(), oldest)) {
            throw new RefusedException(
                    "it follows %1$s or a later release, and its tables last served %2$s: use %1$s first"
                            .formatted(
                                    oldest,
                                    tables.version() == null
                                            ? "one that is not known"
                                            : tables.version()));
        }
        Optional<String> earlier =
                running.stream().filter(version -> Versions.isBefore(version, oldest)).findAny();
        if (earlier.isPresent()) {
            throw new RefusedException(
                    "it follows %s or a later release, and a node still runs %s"
                            .formatted(oldest, earlier.get()));
        }
    }

    void brought(Manifest manifest) throws SQLException {
        write(handle -> TablesTable.brought(handle, manifest.id(), manifest.version()));
    }

    private void write(Consumer<Handle> statement) throws SQLException {
        read(handle -> {
            statement.accept(handle);
            return true;
        });
    }

    private <T> T read(Function<Handle, T> question) throws SQLException {
        try (Statement role = migrator.createStatement()) {
            role.execute("SET ROLE " + roles.platform().owner());
            try {
                return question.apply(Jdbi.open(migrator));
            } finally {
                role.execute("RESET ROLE");
            }
        }
    }
}
