package io.trunkline.server.matrix;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Holds an answer against the model.
final class Verdict {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final Person person;
    private final Call call;
    private final Server.Answer answer;
    private final List<String> faults = new ArrayList<>();

    private Verdict(World world, Person person, Call call, Server.Answer answer) {
        this.world = world;
        this.person = person;
        this.call = call;
        this.answer = answer;
    }

    /// Everything that is wrong: rights, rows, fields.
    ///
    /// @return one sentence a fault
    static List<String> of(
            World world, Person person, Operation operation, Call call, Server.Answer answer) {
        Verdict verdict = new Verdict(world, person, call, answer);
        verdict.leaks();
        if (operation.permission() != null && !person.may(operation.permission())) {
            verdict.expect(403);
        } else {
            verdict.allowed();
        }
        return verdict.faults;
    }

    /// Every customer within reach with each field that the person reads, and nothing else.
    static List<String> shownExactly(World world, Person person, Call call, Server.Answer answer) {
        Verdict verdict = new Verdict(world, person, call, answer);
        verdict.expect(200);
        verdict.leaks();
        world.cards().stream().filter(card -> Model.reaches(person, card)).forEach(verdict::shown);
        return verdict.faults;
    }

    /// Only what is shown and must not be.
    static List<String> leaks(World world, Person person, Call call, Server.Answer answer) {
        Verdict verdict = new Verdict(world, person, call, answer);
        verdict.foreignRows();
        return verdict.faults;
    }

    private void allowed() {
        Card target = call.target();
        boolean refused = answer.status() == 403 && !call.mayBeRefused();
        if (answer.status() >= 500 || refused || answer.status() == 401) {
            fault("answered " + answer.status());
        }
        if (target != null && !Model.reaches(person, target)) {
            if (!(call.mayBeRefused() && answer.status() == 403)) {
                expect(404);
            }
            return;
        }
        if (target != null && answer.status() == 404 && !call.mayBeAbsent()) {
            fault("does not find " + target);
        }
        if (call.listed() != null && answer.status() == 200) {
            listed(call.listed());
        } else if (call.listed() != null) {
            fault("answered " + answer.status());
        }
        if (call.whole() && target != null) {
            shown(target);
        }
    }

    private void expect(int status) {
        if (answer.status() != status) {
            fault("answered " + answer.status() + " instead of " + status);
        }
    }

    private void listed(Set<String> expected) {
        Set<String> found = new TreeSet<>();
        for (JsonNode item : read().path("items")) {
            found.add(item.path("id").asText());
        }
        if (!found.equals(expected)) {
            fault("found " + found + " instead of " + expected);
        }
    }

    /// Each field that the person reads is there, a masked phone in its partial form.
    private void shown(Card card) {
        String text = answer.body().replace(" ", "");
        card.values()
                .forEach((field, value) -> {
                    if (person.reads(field) && !text.contains(value.replace(" ", ""))) {
                        fault("does not show " + field + " of " + card);
                    }
                });
        if (person.rule("phone").equals("masked") && !text.contains(masked(card.value("phone")))) {
            fault("does not show the phone of " + card + " masked");
        }
        if (person.rule("phone").equals("hidden")
                && text.contains("****" + card.value("phone").substring(7))) {
            fault("shows the end of the phone of " + card);
        }
    }

    /// 138****1234: three digits, four stars, four digits.
    static String masked(String phone) {
        return phone.substring(0, 3) + "****" + phone.substring(7);
    }

    private void leaks() {
        foreignRows();
        String text = searchable();
        for (Card card : world.cards()) {
            if (!Model.reaches(person, card)) {
                continue;
            }
            boolean own = card.equals(call.target());
            card.values()
                    .forEach((field, value) -> {
                        if (!person.reads(field)
                                && !(own && call.revealed().contains(field))
                                && text.contains(value.replace(" ", ""))
                                && !asked(value)) {
                            fault("shows " + field + " of " + card + " in full");
                        }
                    });
        }
    }

    private void foreignRows() {
        String text = searchable();
        for (Card card : world.cards()) {
            if (Model.reaches(person, card)) {
                continue;
            }
            if (text.contains("\"" + card.id() + "\"") && !asked("" + card.id())) {
                fault("names " + card + ", out of her reach");
            }
            card.values()
                    .forEach((field, value) -> {
                        if (text.contains(value.replace(" ", "")) && !asked(value)) {
                            fault("shows " + field + " of " + card + ", out of her reach");
                        }
                    });
        }
    }

    /// What the caller sent herself may stand in the answer, for example in a refusal.
    private boolean asked(String value) {
        String encoded = CustomerSearches.encoded(value);
        return call.path().contains(encoded)
                || (call.body() != null && call.body().contains(value));
    }

    private String searchable() {
        return answer.body().replace(" ", "");
    }

    private JsonNode read() {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            fault("is no JSON");
            return JSON.createObjectNode();
        }
    }

    private void fault(String what) {
        faults.add(person + " " + call + ": " + what);
    }
}
