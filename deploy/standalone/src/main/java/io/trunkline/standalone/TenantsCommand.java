package io.trunkline.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;

/// `./trunkline tenants plan|apply|export`: tenants as files, by the API of operators.
final class TenantsCommand {
    private static final String TENANTS = "/operator/tenants";

    private final Api api;
    private final PrintStream out;
    private final Path folder;

    /// @param folder with `tenants/<key>.yaml` and perhaps `defaults.yaml`
    TenantsCommand(Api api, PrintStream out, Path folder) {
        this.api = api;
        this.out = out;
        this.folder = folder;
    }

    /// @return exit code: 0 nothing to do or done, 1 refused, 2 a plan with changes
    int plan() {
        var plan = api.post(TENANTS + "/plan", files());
        new PlanReport(out).print(plan);
        if (hasFaults(plan)) {
            return 1;
        }
        return plan.path("tenants").isEmpty() ? 0 : 2;
    }

    /// Shows the plan, asks, and does exactly that.
    int apply(boolean confirmed) {
        var files = files();
        var plan = api.post(TENANTS + "/plan", files);
        new PlanReport(out).print(plan);
        if (hasFaults(plan)) {
            out.println("\nNothing was applied.");
            return 1;
        }
        if (plan.path("tenants").isEmpty()) {
            return 0;
        }
        if (!confirmed && !asked()) {
            out.println("Nothing was applied.");
            return 1;
        }
        files.put("digest", plan.path("digest").asText());
        var applied = api.post(TENANTS + "/apply", files);
        out.printf("Applied to %d tenants.%n", applied.path("tenants").size());
        return 0;
    }

    /// Exports one tenant and fetches the zip.
    int export(String tenant, Path file) {
        var export = api.post(TENANTS + "/" + tenant + "/exports", Map.of());
        var path = TENANTS + "/" + tenant + "/exports/" + export.path("id").asText();
        while (export.path("state").asText().equals("RUNNING")) {
            out.printf(
                    "%d of %d tables, %d rows%n",
                    export.path("tablesDone").asInt(),
                    export.path("tables").asInt(),
                    export.path("rows").asLong());
            Pause.milliseconds(1000);
            export = api.get(path);
        }
        if (!export.path("state").asText().equals("DONE")) {
            throw new StandaloneException("The export ended as " + export.path("state").asText());
        }
        api.download(path + "/file", file);
        out.printf(
                "%s: %d rows, %d bytes, SHA-256 %s%n",
                file,
                export.path("rows").asLong(),
                export.path("bytes").asLong(),
                export.path("sha256").asText());
        return 0;
    }

    private Map<String, Object> files() {
        var content = new LinkedHashMap<String, Object>();
        var files = new ArrayList<Map<String, String>>();
        try (var found = Files.list(folder.resolve("tenants"))) {
            for (var file :
                    found.filter(name -> name.toString().endsWith(".yaml")).sorted().toList()) {
                files.add(
                        Map.of(
                                "name",
                                file.getFileName().toString(),
                                "text",
                                Files.readString(file)));
            }
            content.put("files", files);
            var defaults = folder.resolve("defaults.yaml");
            if (Files.exists(defaults)) {
                content.put("defaults", Files.readString(defaults));
            }
        } catch (IOException e) {
            throw new StandaloneException(
                    "Expected a folder with tenants/<key>.yaml in " + folder + ".", e);
        }
        return content;
    }

    private static boolean hasFaults(JsonNode plan) {
        var refused = !plan.path("problems").isEmpty();
        for (var tenant : plan.path("tenants")) {
            refused |= !tenant.path("refusals").isEmpty();
        }
        return refused;
    }

    private boolean asked() {
        out.print("Type \"yes\" to do exactly this: ");
        out.flush();
        try (var in = new Scanner(System.in, StandardCharsets.UTF_8)) {
            return in.hasNextLine() && in.nextLine().strip().equals("yes");
        }
    }
}
