package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.ui.shell.Changelog.Kind;
import io.trunkline.ui.shell.Changelog.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogTest {

    @Test
    void headingsPointsAndParagraphsAreLines() {
        assertEquals(
                List.of(
                        new Line(Kind.HEADING, "Changelog"),
                        new Line(Kind.HEADING, "0.2.0"),
                        new Line(Kind.POINT, "Sorts by name that goes on."),
                        new Line(Kind.POINT, "Counts #2."),
                        new Line(Kind.TEXT, "Needs nothing else."),
                        new Line(Kind.TEXT, "#no heading")),
                Changelog.lines(
                        """
                        # Changelog

                        ## 0.2.0 ##
                        - Sorts by name
                          that goes on.
                        * Counts #2.

                        Needs
                        nothing else.

                        #no heading
                        """));
    }

    @Test
    void markupIsText() {
        Changelog changelog = new Changelog("- <b onclick=x>bold</b>\n\n<script>x</script>");
        assertEquals(
                "<div class=\"tl-plugin-changelog\"><ul><li>&lt;b onclick=x&gt;bold&lt;/b&gt;</li></ul>"
                        + "<p>&lt;script&gt;x&lt;/script&gt;</p></div>",
                changelog.getElement().getOuterHTML().replaceAll("\n\\s*", ""));
    }
}
