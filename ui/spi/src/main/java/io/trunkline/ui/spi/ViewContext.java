package io.trunkline.ui.spi;

import com.vaadin.flow.component.Component;
import io.trunkline.spi.ProvidedByPlatform;
import io.trunkline.spi.TenantSession;
import java.util.List;
import java.util.Map;

/// What a page or panel asks of the platform while it is open.
@ProvidedByPlatform
public interface ViewContext {

    /// The session of the request being handled. Ask for it in every listener; one that is kept has
    /// ended by the next click.
    TenantSession session();

    /// A text of the plugin in the user's language.
    String text(String key, Object... arguments);

    /// The query parameters the page was opened with.
    Map<String, List<String>> parameters();

    /// Opens another page of this plugin.
    void open(String path, Map<String, String> parameters);

    /// Opens a customer's page.
    void openCustomer(long customerId);

    /// The customer's page in short, as the platform draws it: header, facts, timeline. For pages
    /// that show a customer beside their own work.
    Component customerSummary(long customerId);

    /// Dials through the platform: the number is revealed and logged by it, never by the page.
    void dial(long customerId, String reason);

    /// Keeps what is typed into this page's forms until it is saved.
    Drafts drafts();

    /// A short message that something was done, with the step that takes it back.
    void done(String message);

    /// A message that something was refused or failed, with what to do.
    void failed(RuntimeException error);
}
