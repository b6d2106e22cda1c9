package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.tenancy.preference.Preferences;

/// 中文 or English for a page outside of any tenant's frame. Who is a member of a tenant besides has
/// it there too: what she chose there comes before what the browser keeps.
public final class LanguageChoice extends Div {

    public LanguageChoice(Preferences preferences) {
        setId("language");
        add(
                Settings.languages(language ->
                        TenantRunner.find()
                                .filter(session -> session.actor().memberId() != null)
                                .ifPresent(session ->
                                        preferences.put(
                                                Appearance.LANGUAGE, language.getLanguage()))));
    }
}
