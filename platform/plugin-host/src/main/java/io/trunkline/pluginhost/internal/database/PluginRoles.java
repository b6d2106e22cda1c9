package io.trunkline.pluginhost.internal.database;

import io.trunkline.tenancy.database.DatabaseRoles;
import io.trunkline.tenancy.database.PluginDoor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names and passwords of what one plugin has in the database. Passwords are derived from a secret
/// that every node has, so that none is stored and all nodes agree.
record PluginRoles(DatabaseRoles platform, String pluginId, String secret) {

    String schema() {
        return PluginDatabases.schema(pluginId);
    }

    /// Owns the schema, signs in for migrations, serves nothing.
    String owner() {
        return serving() + "_owner";
    }

    /// Serves the plugin, owns nothing.
    String serving() {
        return platform.database() + "_plugin_" + name();
    }

    /// An empty schema, for looking at what migrations do. Like nothing of any plugin, and found by
    /// nobody who looks for the schemas of plugins.
    String trialSchema() {
        return "trial_" + name();
    }

    /// Owns the empty schema, and nothing else.
    String trialOwner() {
        return platform.database() + "_" + trialSchema();
    }

    String password(String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal(("role " + role).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By which the serving role is let into tenants; the role itself does not know it.
    String pass() {
        return PluginDoor.pass(secret, serving());
    }

    private String name() {
        return pluginId.replace('-', '_');
    }

    @Override
    public String toString() {
        return "PluginRoles[" + serving() + "]";
    }
}
