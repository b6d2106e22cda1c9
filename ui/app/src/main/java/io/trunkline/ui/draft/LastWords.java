package io.trunkline.ui.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.draft.DraftTickets;
import io.trunkline.tenancy.draft.Drafts;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where a page that ends hands over what was typed last. Open to everyone, since the sign-in may
/// just have run out: the ticket says whose draft it is, and that it was made while she was signed
/// in. Nothing is answered, nothing can be read here.
@WebServlet("/drafts")
public class LastWords extends HttpServlet {

    private static final Logger LOG = Logger.getLogger(LastWords.class);
    private static final int LONGEST = Drafts.LONGEST * 8;

    private final transient DraftTickets tickets;
    private final transient ObjectMapper json = new ObjectMapper();

    @Inject
    public LastWords(DraftTickets tickets) {
        this.tickets = tickets;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        response.setStatus(
                body.length <= LONGEST && keep(new String(body, StandardCharsets.UTF_8))
                        ? HttpServletResponse.SC_NO_CONTENT
                        : HttpServletResponse.SC_BAD_REQUEST);
    }

    private boolean keep(String text) {
        try {
            Handed handed = json.readValue(text, Handed.class);
            return handed.ticket() != null
                    && handed.fields() != null
                    && tickets.redeem(handed.ticket(), handed.fields());
        } catch (JsonProcessingException malformed) {
            return false;
        } catch (PluginException refused) {
            LOG.warn("Last words were not kept", refused);
            return false;
        }
    }

    /// @param fields what was typed, by field
    private record Handed(@Nullable String ticket, @Nullable Map<String, String> fields) {}
}
