package io.trunkline.pluginhost.internal.upgrade;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the catalogue says of a schema at one moment, as far as code that uses it could notice.
/// Tables, indexes and constraints are known by their number, so that one that is renamed, or made
/// anew under its name, is told from one that stayed.
record Shape(
        Map<Long, Table> tables,
        Map<Long, Index> indexes,
        Map<Long, Constraint> constraints,
        Map<String, Map<String, String>> views,
        Set<String> sequences,
        Map<String, Type> types) {

    static Shape read(Connection connection, String schema) {
        return new ShapeQueries(connection, schema).read();
    }

    /// @param file what holds its rows: another one after they were written anew or emptied
    /// @param heldToUnits whether its rows are held to the caller's units
    /// @param heldToOwner whether they are held to their owner where the caller's scope is "own"
    record Table(
            long id,
            String name,
            long file,
            boolean heldToUnits,
            boolean heldToOwner,
            boolean appendOnly,
            Map<Integer, Column> columns) {}

    /// @param type without its length
    /// @param length what the type is narrowed to; empty for nothing
    /// @param filling how it is filled without a value: identity or generated; empty otherwise
    /// @param notNullChecked whether rows that were there are known to have a value
    record Column(
            int number,
            String name,
            String type,
            String length,
            boolean notNull,
            boolean notNullChecked,
            boolean hasDefault,
            String filling) {

        /// Whether a row can only be made by who names it.
        boolean required() {
            return notNull && !hasDefault && filling.isEmpty();
        }
    }

    /// @param definition without its name
    /// @param ofConstraint whether it is made and goes with a constraint
    record Index(
            long id,
            long table,
            String name,
            String definition,
            long file,
            boolean unique,
            boolean nullsDistinct,
            boolean ofConstraint,
            List<Integer> columns) {}

    /// @param kind `c`heck, `f`oreign key, `u`nique, `p`rimary key or e`x`clusion
    /// @param target the table a foreign key refers to; null for others
    /// @param cascades whether what refers goes with what it refers to
    /// @param index null for none
    record Constraint(
            long id,
            long table,
            String name,
            char kind,
            String definition,
            boolean validated,
            List<Integer> columns,
            @Nullable Long target,
            boolean cascades,
            @Nullable Long index) {

        boolean ofIndex() {
            return kind == 'u' || kind == 'p' || kind == 'x';
        }
    }

    /// @param offers what can be relied on: labels, attributes, the type below
    /// @param asks what its values must keep to
    record Type(Set<String> offers, Set<String> asks) {}
}
