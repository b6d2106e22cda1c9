package io.trunkline.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.quarkus.annotation.VaadinServiceEnabled;
import io.trunkline.tenancy.Brandings;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.preference.Preferences;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes theme, density, language and the tenant's accent into the page before it is sent, so that
/// it never flashes in the wrong ones; and changes them on an open page.
@Dependent
@VaadinServiceEnabled
public class PageLook implements VaadinServiceInitListener {

    private static final int YEAR = 31_536_000;

    private static final String APPLY =
            """
            for (const [name, value] of Object.entries($0)) {
              if (value) document.documentElement.setAttribute(name, value);
              else document.documentElement.removeAttribute(name);
            }
            document.cookie = $1 + ';path=/;max-age=31536000;samesite=lax';
            """;

    private final transient Preferences preferences;
    private final transient Brandings brandings;

    @Inject
    public PageLook(Preferences preferences, Brandings brandings) {
        this.preferences = preferences;
        this.brandings = brandings;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::prepare);
    }

    private void prepare(IndexHtmlResponse response) {
        Session session = Visitor.current().map(Visitor::session).orElse(null);
        Cookie[] cookies = response.getVaadinRequest().getCookies();
        Appearance look;
        Locale language;
        if (session == null) {
            look =
                    Visitors.cookie(cookies, Visitors.LOOK_COOKIE)
                            .map(Appearance::ofCookie)
                            .orElse(Appearance.DEFAULT);
            language =
                    Visitors.language(cookies)
                            .orElseGet(() ->
                                    ScreenTexts.language(response.getVaadinRequest().getLocale()));
        } else {
            look = Appearance.of(preferences.all());
            language = look.language();
            keep(response, Visitors.LOOK_COOKIE, look.cookie());
            if (language == null) {
                language = ScreenTexts.language(session.locale());
            } else {
                keep(response, Visitors.LANGUAGE_COOKIE, language.getLanguage());
            }
        }
        String accent = session == null ? null : brandings.current().accent();
        Element html = response.getDocument().getElementsByTag("html").first();
        if (html != null) {
            html.attr("lang", language.toLanguageTag());
            if (accent != null) {
                html.attr("style", AccentPalette.of(Colour.of(accent)).style().strip());
            }
            look.attributes()
                    .forEach((name, value) -> {
                        if (!value.isEmpty()) {
                            html.attr(name, value);
                        }
                    });
        }
    }

    private static void keep(IndexHtmlResponse response, String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(YEAR);
        cookie.setSecure(response.getVaadinRequest().isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.getVaadinResponse().addCookie(cookie);
    }

    /// Changes the open page and what the next one begins with.
    static void apply(UI ui, Appearance look) {
        ui.getPage()
                .executeJs(
                        APPLY, json(look.attributes()), Visitors.LOOK_COOKIE + "=" + look.cookie());
    }

    private static ObjectNode json(Map<String, String> attributes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        attributes.forEach(node::put);
        return node;
    }
}
