package io.trunkline.tenancy.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tenant to be made from the default roles, with its first administrator.
///
/// @param key also the alias of its organization; never changed, never used again
/// @param locale `zh-CN` or `en`
/// @param zone for example `Asia/Shanghai`
/// @param districts names of the districts to begin with; may be empty
/// @param plugins ids of the plugins to enable; may be empty
public record TenantDraft(
        String key,
        String name,
        String locale,
        String zone,
        List<String> districts,
        List<String> plugins,
        Administrator administrator) {

    public TenantDraft {
        districts = List.copyOf(districts);
        plugins = List.copyOf(plugins);
    }

    /// @param mail where her invitation goes; null for a password that is told to who invites
    public record Administrator(String username, String displayName, @Nullable String mail) {}
}
