package io.trunkline.bench.plugin.reminder;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Jdbi on the connection of a transaction. Made once: `Jdbi.open(connection)` makes one for every
/// call, which takes longer than what the call is for.
final class Sql {

    private static final ScopedValue<Connection> LENT = ScopedValue.newInstance();
    private static final Jdbi JDBI = Jdbi.create(LENT::get);

    private Sql() {}

    static Handle on(Connection connection) {
        return ScopedValue.where(LENT, connection).call(JDBI::open);
    }
}
