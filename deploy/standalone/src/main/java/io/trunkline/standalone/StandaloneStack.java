package io.trunkline.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The whole product, running: PostgreSQL, Keycloak and the server as processes of their own, which
/// end with this one. Used by the launcher, by browser tests and by benchmarks.
///
/// Start blocks until the server is ready; everything else may be called from any one thread at a
/// time.
public final class StandaloneStack implements AutoCloseable {
    private final Options options;
    private final Home home;
    private final LauncherLock lock;
    private final List<TenantFile> tenants;
    private final Postgres postgres;
    private final Keycloak keycloak;
    private final Database database;
    private final Server server;
    private final Secrets secrets;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /// How to start.
    ///
    /// @param project root of the source tree, already built
    /// @param home folder for data, logs and secrets; made when missing
    /// @param tenants folder like `tenants-config`
    /// @param demoData whether fresh tenants are given generated customers
    /// @param settings more settings of the server, as environment variables
    public record Options(
            Path project,
            Path home,
            Ports ports,
            Path tenants,
            boolean demoData,
            Map<String, String> settings,
            Progress progress) {

        /// A stack of its own on free ports, with the tenants of the source tree and no demo data.
        public static Options apart(Path project, Path home) {
            return new Options(
                    project,
                    home,
                    Ports.free(),
                    project.resolve("tenants-config"),
                    false,
                    Map.of(),
                    Progress.silent());
        }

        public Options withDemoData() {
            return new Options(project, home, ports, tenants, true, settings, progress);
        }

        public Options withTenants(Path folder) {
            return new Options(project, home, ports, folder, demoData, settings, progress);
        }

        public Options withSettings(Map<String, String> more) {
            return new Options(project, home, ports, tenants, demoData, more, progress);
        }

        public Options withProgress(Progress other) {
            return new Options(project, home, ports, tenants, demoData, settings, other);
        }
    }

    private StandaloneStack(Options options, Home home, LauncherLock lock) {
        this.options = options;
        this.home = home;
        this.lock = lock;
        this.tenants = TenantFile.readAll(options.tenants());
        this.secrets = new Secrets(home);
        this.postgres = new Postgres(home, secrets, options.ports().postgres());
        this.keycloak = new Keycloak(home, secrets, options.ports().keycloak());
        this.database = new Database(postgres, secrets);
        this.server = new Server(home, options.ports(), serverSettings());
    }

    /// Starts everything and waits until the server is ready. What a killed launcher left behind in
    /// the same home is ended first.
    ///
    /// @throws StandaloneException when another launcher holds the home, a port is busy, or a part
    ///   does not come up; nothing is left running then
    public static StandaloneStack start(Options options) {
        var home = new Home(options.project(), options.home());
        home.createFolders();
        var lock = LauncherLock.take(home, options.ports().http());
        try {
            var stack = new StandaloneStack(options, home, lock);
            try {
                stack.startParts();
                return stack;
            } catch (RuntimeException | Error e) {
                stack.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /// Where the screens and the API are.
    Home home() {
        return home;
    }

    public URI url() {
        return server.url();
    }

    public URI keycloakUrl() {
        return keycloak.url();
    }

    /// The role that serves requests: row security holds for it.
    public DatabaseLogin appDatabase() {
        return database.app();
    }

    /// The role for long work, under row security as well.
    public DatabaseLogin workerDatabase() {
        return database.worker();
    }

    /// Sees and may do everything: for generating data and for looking behind the walls.
    public DatabaseLogin superuserDatabase() {
        return database.superuser();
    }

    /// Asks Keycloak for a token as a member of a tenant.
    ///
    /// @param user short (`supervisor`) or as in Keycloak (`supervisor.zhengzhou`, `auditor`)
    /// @return a bearer token, valid for an hour
    public String token(String tenant, String user) {
        return Tokens.member(keycloak.url(), tenant, user);
    }

    public String operatorToken() {
        return Tokens.operator(keycloak.url());
    }

    /// Of the client as which the server administers the realm.
    String keycloakServerSecret() {
        return secrets.get("keycloak-server");
    }

    /// Names and password of the demo log-ins, one line a tenant.
    List<TenantFile> tenants() {
        return tenants;
    }

    /// Ends the server as a crash would.
    public void killServer() {
        Optional.ofNullable(parts.remove("server")).ifPresent(Part::kill);
    }

    /// Starts the server again, after ending it in order where it still runs, and waits until it is
    /// ready.
    public void restartServer() {
        Optional.ofNullable(parts.remove("server")).ifPresent(Part::stop);
        parts.put("server", server.start());
        awaitServer();
    }

    /// Ends Keycloak as a crash would; the server keeps running.
    public void killKeycloak() {
        Optional.ofNullable(parts.remove("keycloak")).ifPresent(Part::kill);
    }

    /// Starts Keycloak again after it was killed, and waits until it answers.
    public void restartKeycloak() {
        Optional.ofNullable(parts.remove("keycloak")).ifPresent(Part::stop);
        var programs = new KeycloakDistribution(home).prepare(options.progress());
        parts.put("keycloak", keycloak.start(programs, postgres));
        keycloak.awaitReady(part("keycloak"));
    }

    /// The log of `postgres`, `keycloak` or `server`.
    public Path log(String part) {
        return home.log(part);
    }

    /// Waits until a part ends that nobody asked to.
    ///
    /// @return its name
    String awaitEnd() {
        while (true) {
            for (var part : parts.entrySet()) {
                if (!part.getValue().isAlive()) {
                    return part.getKey();
                }
            }
            Pause.milliseconds(500);
        }
    }

    /// Ends all parts in order.
    @Override
    public void close() {
        for (var name : Part.NAMES.reversed()) {
            Optional.ofNullable(parts.remove(name)).ifPresent(Part::stop);
        }
        lock.close();
    }

    private void startParts() {
        Part.NAMES.reversed().forEach(name -> Part.endOrphan(home, name));
        postgres.endOrphan();
        options.ports().requireFree();
        var progress = options.progress();
        progress.step("PostgreSQL");
        parts.put("postgres", postgres.start());
        database.prepare();
        progress.done();
        var keycloakPrograms = new KeycloakDistribution(home).prepare(progress);
        progress.step("Keycloak");
        server.install();
        parts.put("keycloak", keycloak.start(keycloakPrograms, postgres));
        // It needs nothing of Keycloak to start, and both take their time; it is ready only with
        // it.
        parts.put("server", server.start());
        keycloak.awaitReady(part("keycloak"));
        setUpRealm();
        progress.done();
        progress.step("Server");
        awaitServer();
        progress.done();
        if (options.demoData()) {
            new DemoLoad(this, home, progress).run();
        }
    }

    /// May everything in every realm.
    KeycloakAdmin keycloakAdmin() {
        return new KeycloakAdmin(
                keycloak.url(), Keycloak.ADMIN_CLIENT, secrets.get("keycloak-admin"));
    }

    private void setUpRealm() {
        try (var admin = keycloakAdmin()) {
            new RealmSetup(
                            admin,
                            server.url(),
                            secrets.get("keycloak-web"),
                            secrets.get("keycloak-server"))
                    .apply(home.project().resolve("deploy/keycloak/realm.json"), tenants);
        }
    }

    private void awaitServer() {
        Keycloak.awaitOk(server.readiness(), part("server"), Duration.ofMinutes(3));
    }

    private Part part(String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }

    /// What every server needs to work with the other parts, as environment variables.
    Map<String, String> serverSettings() {
        var settings = new LinkedHashMap<>(database.environment());
        settings.put("TRUNKLINE_TENANTS_FOLDER", options.tenants().toAbsolutePath().toString());
        settings.put("TRUNKLINE_KEYCLOAK_URL", keycloak.url().toString());
        settings.put("TRUNKLINE_KEYCLOAK_WEB_SECRET", secrets.get("keycloak-web"));
        settings.put("TRUNKLINE_KEYCLOAK_ADMIN_SECRET", secrets.get("keycloak-server"));
        // Providers to try out run where this Keycloak runs: on this machine, in the clear.
        settings.put("TRUNKLINE_SIGN_IN_PROVIDER_HTTP_ALLOWED", "true");
        settings.putAll(options.settings());
        return settings;
    }
}
