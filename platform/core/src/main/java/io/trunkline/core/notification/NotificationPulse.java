package io.trunkline.core.notification;

import io.agroal.api.AgroalDataSource;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whether members in front of open pages have something new: one statement for all of them, of
/// whichever tenants. It tells numbers and nothing of what they are about, so it needs no session;
/// what is shown is read under the session of the one it is shown to.
@ApplicationScoped
public class NotificationPulse {

    private final AgroalDataSource source;

    NotificationPulse(AgroalDataSource source) {
        this.source = source;
    }

    /// A member of a tenant.
    public record Recipient(int tenantId, long memberId) {}

    /// @param newest id of the newest notification, 0 for none
    /// @param unread how many are unread; more than 99 are answered as 100
    public record Beat(long newest, int unread) {}

    /// @throws PluginException `UNAVAILABLE` when the database does not answer
    public Map<Recipient, Beat> of(Collection<Recipient> recipients) {
        List<Recipient> all = List.copyOf(recipients);
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT * FROM trunkline.notification_pulse(?, ?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", all.stream().map(Recipient::tenantId).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int8", all.stream().map(Recipient::memberId).toArray()));
            Map<Recipient, Beat> beats = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    beats.put(
                            new Recipient(row.getInt(1), row.getLong(2)),
                            new Beat(row.getLong(3), row.getInt(4)));
                }
            }
            return beats;
        } catch (SQLException e) {
            throw new PluginException(e, StandardErrorCode.UNAVAILABLE);
        }
    }
}
