package io.trunkline.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a publisher says that changed: headings, points and paragraphs of Markdown, each as text.
/// Nothing of it is read as markup, and what else Markdown knows stays as it is written.
public final class Changelog extends Div {

    private static final Pattern HEADING = Pattern.compile("\\s{0,3}#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern POINT = Pattern.compile("\\s*[-*+]\\s+(.*)");

    enum Kind {
        HEADING,
        POINT,
        TEXT
    }

    record Line(Kind kind, String text) {}

    public Changelog(String markdown) {
        addClassName("tl-plugin-changelog");
        UnorderedList points = new UnorderedList();
        for (Line line : lines(markdown)) {
            if (line.kind() == Kind.POINT) {
                if (points.getChildren().findAny().isEmpty()) {
                    add(points);
                }
                points.add(new ListItem(line.text()));
                continue;
            }
            points = new UnorderedList();
            Paragraph paragraph = new Paragraph(line.text());
            if (line.kind() == Kind.HEADING) {
                paragraph.addClassName("tl-strong");
            }
            add(paragraph);
        }
    }

    /// A line that begins nothing goes on with the one before it.
    static List<Line> lines(String markdown) {
        List<Line> lines = new ArrayList<>();
        boolean goesOn = false;
        for (String written : markdown.lines().toList()) {
            Matcher heading = HEADING.matcher(written);
            Matcher point = POINT.matcher(written);
            if (heading.matches()) {
                lines.add(new Line(Kind.HEADING, heading.group(1)));
                goesOn = false;
            } else if (point.matches()) {
                lines.add(new Line(Kind.POINT, point.group(1)));
                goesOn = true;
            } else if (written.isBlank()) {
                goesOn = false;
            } else if (goesOn) {
                Line before = lines.removeLast();
                lines.add(new Line(before.kind(), before.text() + " " + written.strip()));
            } else {
                lines.add(new Line(Kind.TEXT, written.strip()));
                goesOn = true;
            }
        }
        return lines;
    }
}
