package io.trunkline.server.matrix;

/// What may be seen, told independently of the product: by tenant, by place in the tree, by owner,
/// by field.
final class Model {

    private Model() {}

    /// Whether the customer is within the person's rows.
    static boolean reaches(Person person, Card card) {
        return person.tenant().equals(card.tenant())
                && within(card.unit(), person)
                && (!person.rows().equals("own") || card.owner().equals(person.username()));
    }

    /// Whether a unit is within the person's rows.
    static boolean within(String unit, Person person) {
        return switch (person.rows()) {
            case "tenant" -> true;
            case "district" ->
                    person.unit().equals("/")
                            ? unit.equals("/")
                            : isAt(unit, person.unit().split("/")[0]);
            case "team", "own" -> isAt(unit, person.unit());
            default -> throw new IllegalArgumentException(person.rows());
        };
    }

    /// Whether one unit is another or lies below it.
    static boolean isAt(String unit, String place) {
        return place.equals("/") || unit.equals(place) || unit.startsWith(place + "/");
    }
}
