package io.trunkline.ui.operator;

import io.trunkline.tenancy.config.TenantFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a folder that an operator handed in, by their names; handed in again, one takes the
/// place of what it was.
final class PlanFiles {

    /// What the API takes in one request.
    static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final String DEFAULTS = "defaults.yaml";

    private final TreeMap<String, Content> texts = new TreeMap<>();

    private record Content(String text, long bytes) {}

    /// @return false when it is not text in UTF-8, or all together would be too large; nothing is
    ///   changed then
    boolean take(String name, byte[] content) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            long others =
                    texts.entrySet().stream()
                            .filter(file -> !file.getKey().equals(name))
                            .mapToLong(file -> file.getValue().bytes())
                            .sum();
            if (others + content.length > MOST_BYTES) {
                return false;
            }
            texts.put(name, new Content(text, content.length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    void clear() {
        texts.clear();
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    List<String> names() {
        return List.copyOf(texts.keySet());
    }

    List<TenantFile> tenants() {
        return texts.entrySet().stream()
                .filter(file -> !file.getKey().equals(DEFAULTS))
                .map(file -> new TenantFile(file.getKey(), file.getValue().text()))
                .toList();
    }

    /// Null where none was handed in: the shipped ones hold then.
    @Nullable String defaults() {
        Content defaults = texts.get(DEFAULTS);
        return defaults == null ? null : defaults.text();
    }
}
