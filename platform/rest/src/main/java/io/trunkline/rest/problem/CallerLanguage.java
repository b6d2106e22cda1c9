package io.trunkline.rest.problem;

import jakarta.enterprise.context.RequestScoped;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of the request decides the words of a refusal: the member's language and the plugin asked.
@RequestScoped
public class CallerLanguage {

    private @Nullable Locale member;
    private @Nullable String plugin;

    public void member(Locale locale) {
        member = locale;
    }

    public void plugin(String pluginId) {
        plugin = pluginId;
    }

    public Optional<Locale> member() {
        return Optional.ofNullable(member);
    }

    public Optional<String> plugin() {
        return Optional.ofNullable(plugin);
    }
}
