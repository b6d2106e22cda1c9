package io.trunkline.plugins.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The guide quotes this plugin: a block that follows `<!-- quote: file -->` stands in that file,
/// word for word, indentation aside.
class GuideTest {

    private static final Path GUIDE = Path.of("../../docs/plugin-guide.md");
    private static final Pattern QUOTE =
            Pattern.compile("<!-- quote: (\\S+) -->\\n```\\w*\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void quotesWhatIsCompiled() throws IOException {
        Matcher quotes = QUOTE.matcher(Files.readString(GUIDE));
        List<String> stale = new ArrayList<>();
        int found = 0;
        while (quotes.find()) {
            found++;
            String file = flat(Files.readString(Path.of("..").resolve(quotes.group(1))));
            if (!file.contains(flat(quotes.group(2)))) {
                stale.add(quotes.group(1) + ":\n" + quotes.group(2));
            }
        }
        assertEquals(List.of(), stale);
        assertTrue(found >= 8, "quotes found: " + found);
    }

    private static String flat(String text) {
        return text.lines().map(String::strip).reduce("", (a, b) -> a + "\n" + b);
    }
}
