package __package__;

import io.trunkline.spi.PluginException;

/// A note as it comes in.
public record NoteDraft(long customerId, String text) {

    /// @param longest in characters
    /// @return the text to keep
    /// @throws PluginException when nothing is left of it, or too much
    String checked(int longest) {
        String kept = text.strip();
        if (kept.isEmpty() || kept.length() > longest) {
            throw new PluginException(__Name__Error.TEXT_UNFIT, longest);
        }
        return kept;
    }
}
