package io.trunkline.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The commands of the launcher that need Java.
final class Commands {
    private final Home home;
    private final Map<String, String> environment;

    Commands(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /// Carries out one command.
    ///
    /// @return exit code
    int run(List<String> arguments) {
        var rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
            case "run" -> runStack();
            case "status" -> status();
            case "stop" -> stop();
            case "reset" -> reset(rest.contains("--yes"));
            case "token" -> token(rest);
            case "tenants" -> tenants(rest);
            case "audit" -> audit(rest);
            case "plugin" -> plugin(rest);
            default -> throw new StandaloneException("Unknown command: " + arguments);
        };
    }

    private int runStack() {
        var ports = Ports.from(environment);
        var progress = new Progress(System.out);
        var stack = start(ports, progress);
        var ending = new Thread(stack::close, "ending");
        Runtime.getRuntime().addShutdownHook(ending);
        progress.note(welcome(stack));
        var ended = stack.awaitEnd();
        progress.note(
                "%s has ended by itself; ending the rest. See %s"
                        .formatted(ended, home.log(ended)));
        return 1;
    }

    private StandaloneStack start(Ports ports, Progress progress) {
        try {
            return StandaloneStack.start(
                    new StandaloneStack.Options(
                            home.project(),
                            home.root(),
                            ports,
                            home.project().resolve("tenants-config"),
                            !environment.getOrDefault("TRUNKLINE_DEMO", "yes").equals("no"),
                            Map.of(),
                            progress));
        } catch (StandaloneException e) {
            progress.broken();
            throw e;
        }
    }

    private static String welcome(StandaloneStack stack) {
        var text = new StringBuilder("\nTrunkline is running: %s\n\n".formatted(stack.url()));
        for (var tenant : stack.tenants()) {
            var names =
                    tenant.members().stream()
                            .map(TenantFile.Person::username)
                            .map(name -> name.replace("." + tenant.key(), ""))
                            .filter(name -> !name.equals(Tokens.SHARED_USER))
                            .collect(Collectors.joining(", "));
            text.append("  %s   NAME.%s, NAME one of:%n".formatted(tenant.name(), tenant.key()))
                    .append("    ")
                    .append(names)
                    .append("\n");
        }
        return text.append("  both         ")
                .append(Tokens.SHARED_USER)
                .append("\n  platform     ")
                .append(RealmSetup.OPERATOR)
                .append("\n  password     ")
                .append(RealmSetup.DEMO_PASSWORD)
                .append("\n\nCtrl-C ends it.")
                .toString();
    }

    private int status() {
        var launcher = ProcessRecord.read(Part.recordFile(home, "launcher"));
        var running = launcher.flatMap(record -> record.running(home.project())).isPresent();
        if (running) {
            System.out.printf("launcher   pid %-8d running%n", launcher.orElseThrow().pid());
        } else {
            System.out.println("launcher   not running");
        }
        var ready = running;
        for (var name : Part.NAMES) {
            ready &= printPart(name);
        }
        return ready ? 0 : 3;
    }

    private boolean printPart(String name) {
        var record = ProcessRecord.read(Part.recordFile(home, name));
        if (record.flatMap(found -> found.running(home.root())).isEmpty()) {
            System.out.printf("%-10s not running%n", name);
            return false;
        }
        var part = record.orElseThrow();
        var ready = answers(name, part.port());
        System.out.printf(
                "%-10s pid %-8d port %-6d %s%n",
                name, part.pid(), part.port(), ready ? "ready" : "not ready");
        return ready;
    }

    private boolean answers(String name, int port) {
        var url = URI.create("http://localhost:" + port);
        return switch (name) {
            case "keycloak" -> Keycloak.answers(url.resolve("/realms/" + RealmSetup.REALM));
            case "server" -> Keycloak.answers(url.resolve("/q/health/ready"));
            default -> new Postgres(home, new Secrets(home), port).answers();
        };
    }

    private int stop() {
        var launcher =
                ProcessRecord.read(Part.recordFile(home, "launcher"))
                        .flatMap(record -> record.running(home.project()));
        launcher.ifPresent(process -> ProcessRecord.end(process, "TERM", Duration.ofSeconds(90)));
        var orphans = 0;
        for (var name : Part.NAMES.reversed()) {
            if (ProcessRecord.read(Part.recordFile(home, name))
                    .flatMap(record -> record.running(home.root()))
                    .isPresent()) {
                orphans++;
                Part.endOrphan(home, name);
            }
        }
        System.out.println(
                launcher.isPresent() || orphans > 0 ? "Stopped." : "Trunkline is not running.");
        return 0;
    }

    private int reset(boolean confirmed) {
        if (ProcessRecord.read(Part.recordFile(home, "launcher"))
                .flatMap(record -> record.running(home.project()))
                .isPresent()) {
            throw new StandaloneException("Trunkline is running: ./trunkline stop first.");
        }
        if (!confirmed && !asked()) {
            System.out.println("Nothing was dropped.");
            return 1;
        }
        stop();
        home.drop();
        System.out.println("All local data is dropped.");
        return 0;
    }

    private boolean asked() {
        System.out.printf(
                "This drops all data in %s: tenants, customers, log-ins. Type \"yes\" to go on: ",
                home.root());
        System.out.flush();
        try (var in = new java.util.Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
            return in.hasNextLine() && in.nextLine().strip().equals("yes");
        }
    }

    /// Of the installation here; another one is named by `TRUNKLINE_URL` and an operator's
    /// `TRUNKLINE_TOKEN`.
    private Api operator() {
        var url = environment.get("TRUNKLINE_URL");
        var token = environment.get("TRUNKLINE_TOKEN");
        return new Api(
                url == null ? address("server") : URI.create(url),
                "",
                token == null ? Tokens.operator(address("keycloak")) : token);
    }

    private int plugin(List<String> arguments) {
        var step = arguments.isEmpty() ? "" : arguments.getFirst();
        var about = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        if (TrustCommand.STEPS.contains(step)) {
            var trusted = new TrustedPublishers(home.trusted());
            return new TrustCommand(trusted, System.out).run(step, about);
        }
        if (CheckCommand.isOfZip(arguments)) {
            return new CheckCommand(System.out).ofZip(about, new PartnerKit(home.project())::spi);
        }
        if (step.equals("kit") && about.isEmpty()) {
            return kit();
        }
        if (step.equals("new")) {
            return newPlugin(about);
        }
        PluginCommand.requireClear(step, about);
        try (var api = operator()) {
            return new PluginCommand(api, System.out).run(arguments);
        }
    }

    private int kit() {
        var kit = new PartnerKit(home.project());
        var repository =
                MavenRepository.usual(environment, Path.of(System.getProperty("user.home")));
        kit.install(repository);
        System.out.printf("Plugins find Trunkline %s in %s.%n", kit.version(), repository.folder());
        return 0;
    }

    /// With the kit each time: a project and what it is compiled against come from one build.
    private int newPlugin(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw PluginUsage.unclear("new");
        }
        var name = new PluginName(arguments.getFirst());
        var folder = Path.of(arguments.getLast());
        new PluginProject(home.project()).make(name, folder);
        kit();
        System.out.printf(
                "Made the plugin %s in %s. Go there and run ./mvnw verify; README.md says what comes then.%n",
                name.id(), folder);
        return 0;
    }

    private int tenants(List<String> arguments) {
        var words = new ArrayList<>(arguments);
        var confirmed = words.remove("--yes");
        try (var api = operator()) {
            var step = words.isEmpty() ? "" : words.removeFirst();
            var second = words.isEmpty() ? null : words.removeFirst();
            var folder =
                    second == null || step.equals("export")
                            ? home.project().resolve("tenants-config")
                            : Path.of(second);
            var command = new TenantsCommand(api, System.out, folder);
            if (step.equals("plan")) {
                return command.plan();
            }
            if (step.equals("apply")) {
                return command.apply(confirmed);
            }
            if (step.equals("export") && second != null) {
                var file = words.isEmpty() ? second + ".zip" : words.removeFirst();
                return command.export(second, Path.of(file));
            }
            throw new StandaloneException(
                    "Say what: ./trunkline tenants plan [FOLDER], apply [FOLDER] [--yes],"
                            + " or export TENANT [FILE]");
        }
    }

    private URI address(String part) {
        return ProcessRecord.read(Part.recordFile(home, part))
                .filter(record -> record.running(home.root()).isPresent())
                .map(record -> URI.create("http://localhost:" + record.port()))
                .orElseThrow(() ->
                        new StandaloneException(
                                "Trunkline is not running: ./trunkline run first."));
    }

    private int audit(List<String> arguments) {
        if (arguments.isEmpty()
                || !arguments.getFirst().equals("verify")
                || (arguments.size() != 2 && arguments.size() != 4)) {
            throw new StandaloneException(
                    "Say whose: ./trunkline audit verify TENANT [POSITION DIGEST]");
        }
        var tenant = arguments.get(1);
        var token = Tokens.member(address("keycloak"), tenant, "admin");
        try (var api = new Api(address("server"), tenant, token)) {
            return AuditReport.print(api, arguments.subList(2, arguments.size()));
        }
    }

    private int token(List<String> arguments) {
        var keycloak = address("keycloak");
        if (arguments.equals(List.of("--operator"))) {
            System.out.println(Tokens.operator(keycloak));
            return 0;
        }
        if (arguments.size() != 2) {
            throw new StandaloneException(
                    "Say whose: ./trunkline token TENANT USER, or ./trunkline token --operator");
        }
        System.out.println(Tokens.member(keycloak, arguments.get(0), arguments.get(1)));
        return 0;
    }
}
