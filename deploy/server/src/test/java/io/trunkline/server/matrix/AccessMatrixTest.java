package io.trunkline.server.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.pluginhost.PluginGateway;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.TestTenants;
import io.trunkline.testing.identity.IdentityTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every operation × two tenants × every role × every field policy, against [Model].
@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
@QuarkusTestResource(BuiltPlugins.class)
class AccessMatrixTest {

    private static final Logger LOG = Logger.getLogger(AccessMatrixTest.class);
    private static final int SHOWN = 30;

    private static @Nullable World world;

    @Inject PluginGateway plugins;

    @TestHTTPResource("/")
    URI address;

    @BeforeEach
    void thereIsAWorld() throws SQLException {
        if (world == null) {
            world = CallTaskWorld.fill(new Server(address), World.make());
        }
    }

    @Test
    void everyOperationIsKnown() throws IOException, InterruptedException {
        Set<String> described = new TreeSet<>();
        JsonNode paths = openApi().path("paths");
        paths.properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    if (!operation.getKey().equals("parameters")) {
                                        described.add(
                                                operation.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey());
                                    }
                                }));
        // The one door to plugins; each of their routes stands for itself below.
        described.removeIf(operation -> operation.contains("/api/v1/plugins/{plugin}"));
        described.removeIf(operation -> operation.contains("/api/v1/operator/"));
        plugins.operations()
                .forEach(operation ->
                        described.add(
                                operation.method()
                                        + " /api/v1/plugins/"
                                        + operation.pluginId()
                                        + operation.path()));
        Set<String> known = new TreeSet<>(Operations.ofThePlatform());
        Operations.all().forEach(operation -> known.add(operation.name()));
        assertEquals(described, known);
    }

    @Test
    void permissionsOfPluginRoutesAreThoseTheyDeclare() {
        plugins.operations()
                .forEach(operation -> {
                    String name =
                            operation.method()
                                    + " /api/v1/plugins/"
                                    + operation.pluginId()
                                    + operation.path();
                    Operations.all().stream()
                            .filter(known -> known.name().equals(name))
                            .forEach(known ->
                                    assertEquals(
                                            operation.permission().key(),
                                            known.permission(),
                                            name));
                });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void showsExactlyWhatThePersonMaySee(Operation operation) {
        World made = made();
        Server server = new Server(address);
        List<String> faults = new ArrayList<>();
        int calls = 0;
        for (Person person : made.people()) {
            for (Call call : operation.calls().apply(made, person)) {
                faults.addAll(Verdict.of(made, person, operation, call, server.ask(person, call)));
                calls++;
            }
        }
        LOG.infof(
                "%s: %d calls of %d people in %d tenants",
                operation, calls, made.people().size(), TestTenants.BOTH.size());
        assertTrue(calls >= made.people().size(), operation + " was not called by everyone");
        assertEquals(List.of(), faults.subList(0, Math.min(SHOWN, faults.size())));
    }

    /// A file is written behind the request: what stands in it is held against the model as well.
    @Test
    void filesShowExactlyWhatListsShow() throws InterruptedException {
        World made = made();
        Server server = new Server(address);
        List<String> faults = new ArrayList<>();
        int files = 0;
        for (Person person : made.people()) {
            if (!person.may("customer.export")) {
                continue;
            }
            ExportedFile file = ExportedFile.of(server, person);
            faults.addAll(Verdict.shownExactly(made, person, file.call(), file.answer()));
            files++;
        }
        LOG.infof("%d exported files were read", files);
        assertTrue(files > 0);
        assertEquals(List.of(), faults.subList(0, Math.min(SHOWN, faults.size())));
    }

    static List<Operation> operations() {
        return Operations.all();
    }

    private static World made() {
        if (world == null) {
            throw new IllegalStateException("there is no world yet");
        }
        return world;
    }

    private JsonNode openApi() throws IOException, InterruptedException {
        String text =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address.resolve("/q/openapi?format=json"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return new ObjectMapper().readTree(text);
    }
}
