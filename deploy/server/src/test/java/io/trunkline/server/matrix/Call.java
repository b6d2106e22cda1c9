package io.trunkline.server.matrix;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One request and what the model says of its answer.
///
/// @param path below the server's address, parameters included
/// @param body JSON; null for none
/// @param target the customer it names; null for none. One out of reach is answered like one that
///   does not exist
/// @param listed ids of the customers the answer's `items` must be, no fewer and no more; null
///   where it is not a list of customers
/// @param whole whether the answer shows the whole of [#target]
/// @param mayBeAbsent whether one within reach can be missing too, for another reason than rights
/// @param mayBeRefused whether it can be forbidden here although the permission is held
/// @param revealed fields of the target that this operation shows in full by its own permission
record Call(
        String method,
        String path,
        @Nullable String body,
        @Nullable Card target,
        @Nullable Set<String> listed,
        boolean whole,
        boolean mayBeAbsent,
        boolean mayBeRefused,
        Set<String> revealed) {

    static Call of(String method, String path) {
        return new Call(method, path, null, null, null, false, false, false, Set.of());
    }

    static Call of(String method, String path, String body) {
        return new Call(method, path, body, null, null, false, false, false, Set.of());
    }

    static Call about(Card target, String method, String path, @Nullable String body) {
        return new Call(method, path, body, target, null, false, false, false, Set.of());
    }

    Call showingItWhole() {
        return new Call(
                method, path, body, target, listed, true, mayBeAbsent, mayBeRefused, revealed);
    }

    Call orAbsent() {
        return new Call(method, path, body, target, listed, whole, true, mayBeRefused, revealed);
    }

    /// It may be refused to who is not responsible there.
    Call orRefused() {
        return new Call(method, path, body, target, listed, whole, mayBeAbsent, true, revealed);
    }

    Call revealing(String... fields) {
        return new Call(
                method,
                path,
                body,
                target,
                listed,
                whole,
                mayBeAbsent,
                mayBeRefused,
                Set.of(fields));
    }

    /// A list that must hold the customers the person reaches and the predicate is true of.
    static Call listing(World world, Person person, String path, Predicate<Card> matching) {
        Set<String> expected =
                world.cardsOf(person.tenant()).stream()
                        .filter(card -> Model.reaches(person, card))
                        .filter(matching)
                        .map(card -> "" + card.id())
                        .collect(Collectors.toCollection(TreeSet::new));
        return new Call("GET", path, null, null, expected, false, false, false, Set.of());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
