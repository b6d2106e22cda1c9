package io.trunkline.server.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/// The file a person makes of all customers she finds.
///
/// @param call the request that fetched it
record ExportedFile(Call call, Server.Answer answer) {

    private static final String EXPORTS = "/api/v1/exports";
    private static final int TRIES = 300;
    private static final Pattern AMOUNT = Pattern.compile("\\b(\\d+)\\.(\\d{2})\\b");

    static ExportedFile of(Server server, Person person) throws InterruptedException {
        Server.Answer started = server.ask(person, Call.of("POST", EXPORTS));
        if (started.status() != 201) {
            throw new IllegalStateException(person + " cannot export: " + started);
        }
        String address = EXPORTS + "/" + text(started, "id");
        for (int i = 0; i < TRIES; i++) {
            String state = text(server.ask(person, Call.of("GET", address)), "state");
            if (state.equals("DONE")) {
                Call fetch = Call.of("GET", address + "/file");
                return new ExportedFile(fetch, inMinorUnits(server.ask(person, fetch)));
            }
            if (!state.equals("RUNNING")) {
                throw new IllegalStateException(person + "'s export is " + state);
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(person + "'s export does not end");
    }

    /// People read 710000.93 in a file where the API, and with it the model, writes 71000093.
    private static Server.Answer inMinorUnits(Server.Answer file) {
        String body = AMOUNT.matcher(file.body()).replaceAll("$1$2");
        return new Server.Answer(file.status(), body);
    }

    private static String text(Server.Answer answer, String field) {
        try {
            return new ObjectMapper().readTree(answer.body()).path(field).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
