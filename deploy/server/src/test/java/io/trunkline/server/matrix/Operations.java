package io.trunkline.server.matrix;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every operation there is. One that is missing here fails the matrix.
final class Operations {

    private static final String API = "/api/v1";
    private static final String NOBODY = "4611686018427387904";
    private static final String OUTCOME =
            """
            {"requestId":"matrix-outcome","disposition":"NO_ANSWER"}
            """;

    private Operations() {}

    static List<Operation> all() {
        return Stream.of(customers(), organization(), PlainOperations.all(), callTasks(), example())
                .flatMap(List::stream)
                .toList();
    }

    /// Those that concern no tenant's data; they are held by `EveryEndpointTest`.
    static List<String> ofThePlatform() {
        return List.of(
                "GET /api/v1/tenants",
                "GET /api/v1/invitations",
                "POST /api/v1/invitations/{key}",
                "DELETE /api/v1/invitations/{key}");
    }

    private static List<Operation> customers() {
        return List.of(
                new Operation("GET /api/v1/customers", "customer.view", CustomerSearches::of),
                eachCard("GET", "/customers/{id}", "customer.view", null, true),
                new Operation(
                        "POST /api/v1/customers",
                        "customer.create",
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.of(
                                                        "POST",
                                                        API + "/customers",
                                                        taken(world, person, card)))
                                        .toList()),
                eachCard(
                        "PUT",
                        "/customers/{id}",
                        "customer.edit",
                        card ->
                                """
                                {"version":999,"externalNumber":"%s","name":"Changed"}
                                """
                                        .formatted(card.value("externalNumber")),
                        false),
                eachCard(
                        "POST",
                        "/customers/{id}/notes",
                        "customer.view",
                        card -> "{\"note\":\"seen\"}",
                        false),
                eachCard("GET", "/customers/{id}/timeline", "customer.view", null, false),
                eachCard("DELETE", "/customers/{id}", "?version=999", "customer.delete"),
                new Operation(
                        "POST /api/v1/customers/duplicates",
                        "customer.view",
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.of(
                                                        "POST",
                                                        API + "/customers/duplicates",
                                                        alike(card)))
                                        .toList()),
                // What it shows in full is by right of the operation; what is hidden is not shown.
                new Operation(
                        "POST /api/v1/customers/{id}/unmask",
                        "customer.unmask",
                        (world, person) ->
                                world.cards().stream().map(card -> unmask(person, card)).toList()),
                new Operation(
                        "GET /api/v1/audit/{id}", "audit.view", (world, person) -> entries(world)),
                new Operation(
                        "GET /api/v1/explain",
                        "audit.view",
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.about(
                                                                card,
                                                                "GET",
                                                                API
                                                                        + "/explain?member="
                                                                        + person.username()
                                                                        + "&customer="
                                                                        + card.id(),
                                                                null)
                                                        .orAbsent())
                                        .toList()),
                // Its reason stands in the log: the number is shown by right of the operation.
                new Operation(
                        "POST /api/v1/customers/{id}/dial",
                        "customer.dial",
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.about(
                                                                card,
                                                                "POST",
                                                                API
                                                                        + "/customers/"
                                                                        + card.id()
                                                                        + "/dial",
                                                                "{\"reason\":\"matrix\"}")
                                                        .revealing("phone"))
                                        .toList()));
    }

    /// A customer that would take another's number: refused without telling whose it is.
    private static String taken(World world, Person person, Card card) {
        return """
        {"externalNumber":"%s","name":"","orgUnitId":"%d","phones":["12"]}
        """
                .formatted(
                        card.value("externalNumber"), world.unit(person.tenant(), person.unit()));
    }

    /// What was done to the customers of both tenants, dialling and unmasking included.
    private static List<Call> entries(World world) {
        return AuditEntries.about(world).stream()
                .map(id -> Call.of("GET", API + "/audit/" + id))
                .toList();
    }

    private static String alike(Card card) {
        return "{\"phones\":[\"%s\"],\"idNumber\":\"%s\"}"
                .formatted(card.value("phone"), card.value("idNumber"));
    }

    private static Call unmask(Person person, Card card) {
        Call call =
                Call.about(
                        card,
                        "POST",
                        API + "/customers/" + card.id() + "/unmask",
                        "{\"fields\":[\"phone\"],\"reason\":\"matrix\"}");
        return person.finds("phone") ? call.revealing("phone") : call.orRefused();
    }

    private static List<Operation> organization() {
        return List.of(
                withBody("POST", "/imports", "customer.import", Server.FILE),
                eachUnit("GET", "/org-units/{id}", null));
    }

    private static List<Operation> callTasks() {
        String dispatch = "call-tasks.dispatch";
        String assign = "call-tasks.assign";
        String monitor = "call-tasks.monitor";
        String work = "call-tasks.work";
        String tasks = "/plugins/call-tasks";
        return List.of(
                withBody(
                        "POST",
                        tasks + "/batches/preview",
                        dispatch,
                        "{\"agreementEndFrom\":\"2041-01-01\"}"),
                withBody("POST", tasks + "/batches", dispatch, "{}"),
                plain("GET", tasks + "/batches", monitor),
                ofNobody("GET", tasks + "/batches/{id}", monitor),
                ofNobody("POST", tasks + "/batches/{id}/resume", dispatch),
                ofNobody("POST", tasks + "/batches/{id}/close", dispatch),
                ofNobody("POST", tasks + "/batches/{id}/dispatch", dispatch),
                plain("POST", tasks + "/allocations", dispatch),
                plain("POST", tasks + "/shares", assign),
                plain("POST", tasks + "/assignments", assign),
                plain("POST", tasks + "/recalls", assign),
                new Operation(
                        "GET " + API + tasks + "/units/{id}/agents",
                        assign,
                        (world, person) ->
                                world.units().entrySet().stream()
                                        .map(unit -> agents(tasks, person, unit))
                                        .toList()),
                new Operation(
                        "POST " + API + tasks + "/tasks/next",
                        work,
                        // What she is handed is hers to call: shown as the customer page shows it.
                        (world, person) ->
                                List.of(Call.of("POST", API + tasks + "/tasks/next", ""))),
                plain("GET", tasks + "/tasks/held", work),
                plain("GET", tasks + "/queue", work),
                eachTask("/tasks/{id}/take", work, ""),
                eachTask("/tasks/{id}/outcome", work, OUTCOME),
                eachTask("/tasks/{id}/outcome-and-next", work, OUTCOME),
                eachTask("/tasks/{id}/dial", work, ""),
                plain("GET", tasks + "/progress", monitor),
                plain("GET", tasks + "/hours", monitor),
                new Operation(
                        "GET " + API + tasks + "/tasks",
                        monitor,
                        (world, person) ->
                                List.of(Call.of("GET", API + tasks + "/tasks?limit=200"))),
                plain("GET", tasks + "/calls", monitor),
                new Operation(
                        "GET " + API + tasks + "/customers/{id}/tasks",
                        monitor,
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.of(
                                                        "GET",
                                                        API
                                                                + tasks
                                                                + "/customers/"
                                                                + card.id()
                                                                + "/tasks"))
                                        .toList()));
    }

    /// A unit out of her rows is not hers to look into.
    private static Call agents(String tasks, Person person, Map.Entry<String, Long> unit) {
        Call call = Call.of("GET", API + tasks + "/units/" + unit.getValue() + "/agents");
        String place = unit.getKey().substring(unit.getKey().indexOf(':') + 1);
        boolean hers =
                unit.getKey().startsWith(person.tenant() + ":") && Model.within(place, person);
        return hers ? call : call.orRefused();
    }

    /// The task of every customer of both tenants: one out of reach is refused like none.
    private static Operation eachTask(String path, String permission, String body) {
        String address = API + "/plugins/call-tasks" + path;
        return new Operation(
                "POST " + address,
                permission,
                (world, person) ->
                        world.tasks().entrySet().stream()
                                .map(task ->
                                        Call.about(
                                                        world.card(task.getKey()),
                                                        "POST",
                                                        address.replace(
                                                                "{id}", "" + task.getValue()),
                                                        body)
                                                .orAbsent()
                                                .revealing("phone"))
                                .toList());
    }

    private static List<Operation> example() {
        return List.of(
                plain("GET", "/plugins/example/favourites", "example.view"),
                plain("GET", "/plugins/example/allowances", "example.view"),
                plain("POST", "/plugins/example/allowances", "example.edit"),
                new Operation(
                        "POST " + API + "/plugins/example/favourites",
                        "example.edit",
                        (world, person) ->
                                world.cards().stream()
                                        .map(card ->
                                                Call.about(
                                                        card,
                                                        "POST",
                                                        API + "/plugins/example/favourites",
                                                        "{\"customerId\":\""
                                                                + card.id()
                                                                + "\",\"note\":\"\"}"))
                                        .toList()));
    }

    /// The operation for every customer of both tenants.
    private static Operation eachCard(
            String method,
            String path,
            String permission,
            @Nullable Function<Card, String> body,
            boolean whole) {
        BiFunction<World, Person, List<Call>> calls =
                (world, person) ->
                        world.cards().stream()
                                .map(card -> {
                                    Call call =
                                            Call.about(
                                                    card,
                                                    method,
                                                    API + path.replace("{id}", "" + card.id()),
                                                    body == null ? null : body.apply(card));
                                    return whole ? call.showingItWhole() : call;
                                })
                                .toList();
        return new Operation(method + " " + API + path, permission, calls);
    }

    private static Operation eachCard(
            String method, String path, String parameters, String permission) {
        return new Operation(
                method + " " + API + path,
                permission,
                (world, person) ->
                        world.cards().stream()
                                .map(card ->
                                        Call.about(
                                                card,
                                                method,
                                                API
                                                        + path.replace("{id}", "" + card.id())
                                                        + parameters,
                                                null))
                                .toList());
    }

    private static Operation eachUnit(String method, String path, @Nullable String permission) {
        return new Operation(
                method + " " + API + path,
                permission,
                (world, person) ->
                        world.units().values().stream()
                                .map(id -> Call.of(method, API + path.replace("{id}", "" + id)))
                                .toList());
    }

    private static Operation plain(String method, String path, @Nullable String permission) {
        return new Operation(
                method + " " + API + path,
                permission,
                (world, person) ->
                        List.of(
                                method.equals("GET")
                                        ? Call.of(method, API + path)
                                        : Call.of(method, API + path, "{}")));
    }

    private static Operation withBody(String method, String path, String permission, String body) {
        return new Operation(
                method + " " + API + path,
                permission,
                (world, person) ->
                        List.of(Call.of(method, API + path.replace("{id}", NOBODY), body)));
    }

    /// With an id that nothing has: only the rights are looked at.
    private static Operation ofNobody(String method, String path, @Nullable String permission) {
        return plainly(method, path.replace("{id}", NOBODY), path, permission);
    }

    private static Operation plainly(
            String method, String address, String path, @Nullable String permission) {
        return new Operation(
                method + " " + API + path,
                permission,
                (world, person) ->
                        List.of(
                                method.startsWith("P")
                                        ? Call.of(method, API + address, "{}")
                                        : Call.of(method, API + address)));
    }
}
