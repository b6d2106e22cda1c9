package io.trunkline.server.matrix;

import java.util.Map;

/// A customer of the world. Each of its values occurs nowhere else, so that a value in an answer
/// tells whose it is.
///
/// @param unit `/`, a district, or `district/team`
/// @param owner username of the responsible member; empty for nobody
/// @param values by field, as the API writes them, without quotes
record Card(String tenant, long id, String unit, String owner, Map<String, String> values) {

    String value(String field) {
        String value = values.get(field);
        if (value == null) {
            throw new IllegalArgumentException("no " + field + " in " + this);
        }
        return value;
    }

    @Override
    public String toString() {
        return tenant + "'s customer " + id + " at " + unit;
    }
}
