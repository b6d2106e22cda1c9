package io.trunkline.server.matrix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Every way to look for customers, and whom the model says each finds.
final class CustomerSearches {

    private static final String LIST = "/api/v1/customers?limit=200&";

    /// Rows of other tests carry other values, so lists of everything are narrowed to the world's.
    private static final String ALL = "agreementEndFrom=2040-12-31&agreementEndTo=2042-12-31";

    private CustomerSearches() {}

    static List<Call> of(World world, Person person) {
        List<Call> calls = new ArrayList<>();
        boolean end = person.reads("agreementEnd");
        calls.add(search(world, person, ALL, card -> end));
        calls.add(search(world, person, ALL + "&sort=name", card -> end));
        calls.add(search(world, person, ALL + "&sort=agreementEnd", card -> end));
        calls.add(
                search(
                        world,
                        person,
                        ALL + "&district=" + encoded("North District"),
                        card -> end && Model.isAt(card.unit(), "North District")));
        calls.add(search(world, person, "q=Zz", card -> person.reads("name")));
        for (Card card : world.cards()) {
            byValue(world, person, card, calls);
        }
        return calls;
    }

    private static void byValue(World world, Person person, Card card, List<Call> calls) {
        Predicate<Card> itself = card::equals;
        calls.add(exact(world, person, "q", card, "name"));
        calls.add(exact(world, person, "q", card, "externalNumber"));
        calls.add(exact(world, person, "q", card, "phone"));
        calls.add(exact(world, person, "phone", card, "phone"));
        String end = card.value("agreementEnd");
        calls.add(
                search(
                        world,
                        person,
                        "agreementEndFrom=" + end + "&agreementEndTo=" + end,
                        itself.and(found -> person.reads("agreementEnd"))));
        String beginning = card.value("name").substring(0, 6);
        calls.add(
                search(
                        world,
                        person,
                        "q=" + encoded(beginning),
                        itself.and(found -> person.reads("name"))));
    }

    /// A whole value finds its customer, also where it is shown masked.
    private static Call exact(
            World world, Person person, String parameter, Card card, String field) {
        return search(
                world,
                person,
                parameter + "=" + encoded(card.value(field)),
                found -> found.equals(card) && person.finds(field));
    }

    private static Call search(
            World world, Person person, String parameters, Predicate<Card> matching) {
        return Call.listing(world, person, LIST + parameters, matching);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
