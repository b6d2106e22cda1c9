package io.trunkline.ui.importing;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.Query;
import io.trunkline.core.importing.ImportFinding;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.shell.States;
import io.trunkline.ui.spi.Icons;
import io.trunkline.ui.spi.Narrow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is wrong row by row: by reason on the left, the rows themselves fetched as one scrolls.
final class Findings extends Div {

    private static final int COUNTED = 20_000;
    private static final int CHUNK = 1000;

    private final transient Imports imports;
    private final long importId;
    private final Grid<ImportFinding> grid = new Grid<>();
    private final Div reasons = Parts.box("tl-reasons");

    Findings(Imports imports, long importId, String fileName) {
        this.imports = imports;
        this.importId = importId;
        addClassName("tl-findings");
        setId("import-findings");
        reasons.getElement().setAttribute("role", "group");
        reasons.getElement().setAttribute("aria-label", Parts.text("import.findings.by-reason"));
        Map<String, ReasonCount> counts = count();
        if (counts.isEmpty()) {
            add(
                    States.empty(
                            Icons.CIRCLE_CHECK,
                            Parts.text("import.findings.none.title"),
                            Parts.text("import.findings.none.text")));
            return;
        }
        Div side =
                Parts.box(
                        "tl-findings-side",
                        Parts.muted(Parts.text("import.findings.by-reason")),
                        reasons,
                        Parts.spacer(),
                        download(fileName),
                        Parts.muted(Parts.text("import.findings.download.hint")));
        build(counts);
        columns();
        add(
                side,
                Parts.box(
                        "tl-findings-rows",
                        Parts.box("tl-bar-head", new H2(Parts.text("import.findings.title"))),
                        grid));
        show(finding -> true);
    }

    private Map<String, ReasonCount> count() {
        Map<String, ReasonCount> counts = new TreeMap<>();
        long row = 0;
        int seen = 0;
        List<ImportFinding> chunk = imports.findings(importId, row, CHUNK);
        while (!chunk.isEmpty()) {
            for (ImportFinding finding : chunk) {
                counts.merge(
                        finding.reason(),
                        new ReasonCount(finding.severity(), 1),
                        ReasonCount::plus);
            }
            seen += chunk.size();
            row = chunk.getLast().row();
            chunk = seen >= COUNTED ? List.of() : imports.findings(importId, row, CHUNK);
        }
        return counts;
    }

    private void build(Map<String, ReasonCount> counts) {
        long total = counts.values().stream().mapToLong(ReasonCount::count).sum();
        NativeButton all =
                reason("", "all", Parts.text("import.findings.all"), total, finding -> true);
        all.addClassName("current");
        reasons.add(all);
        Stream<Map.Entry<String, ReasonCount>> worstFirst =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, ReasonCount>comparingByValue(
                                        ReasonCount.WORST_FIRST));
        worstFirst.forEach(entry ->
                reasons.add(
                        reason(
                                FindingTexts.tone(entry.getValue().severity()),
                                entry.getKey(),
                                FindingTexts.reason(entry.getKey()),
                                entry.getValue().count(),
                                finding -> finding.reason().equals(entry.getKey()))));
        if (total >= COUNTED) {
            reasons.add(Parts.muted(Parts.text("import.findings.more", COUNTED)));
        }
    }

    private NativeButton reason(
            String tone, String key, String words, long count, Predicate<ImportFinding> wanted) {
        NativeButton button = new NativeButton();
        Span label = Parts.words(tone.isEmpty() ? "tl-strong" : "tl-status", words);
        if (!tone.isEmpty()) {
            label.addClassName(tone);
        }
        label.setTitle(words);
        button.add(label, Parts.words("tl-muted", Parts.number(count)));
        button.setId("import-reason-" + key);
        button.addClickListener(click -> {
            reasons.getChildren().forEach(other -> other.removeClassName("current"));
            button.addClassName("current");
            show(wanted);
        });
        return button;
    }

    private void columns() {
        grid.setId("import-findings-grid");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeNames("no-border");
        grid.setSizeFull();
        grid.addColumn(finding -> Parts.number(finding.row()))
                .setHeader(Parts.text("import.findings.row"))
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("76px")
                .setFlexGrow(0);
        grid.addComponentColumn(Findings::severity)
                .setHeader(Parts.text("import.findings.severity"))
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(finding -> Parts.text("import.field." + finding.field()))
                .setHeader(Parts.text("import.findings.field"))
                .setWidth("130px")
                .setFlexGrow(0);
        grid.addColumn(FindingTexts::value)
                .setHeader(Parts.text("import.findings.value"))
                .setTooltipGenerator(FindingTexts::value)
                .setWidth("170px");
        grid.addColumn(finding -> FindingTexts.reason(finding.reason()))
                .setHeader(Parts.text("import.findings.reason"))
                .setTooltipGenerator(finding -> FindingTexts.reason(finding.reason()))
                .setWidth("320px")
                .setFlexGrow(2);
        Narrow.keep(grid, 0, 3, 4);
    }

    private static Span severity(ImportFinding finding) {
        Span status = Parts.words("tl-status", Parts.text("import.severity." + finding.severity()));
        status.addClassName(FindingTexts.tone(finding.severity()));
        return status;
    }

    private void show(Predicate<ImportFinding> wanted) {
        FindingPages pages =
                new FindingPages((row, limit) -> imports.findings(importId, row, limit), wanted);
        grid.setItems(
                DataProvider.fromCallbacks(
                        query -> pages.page(query.getOffset(), query.getLimit()).stream(),
                        Findings::unknown));
        grid.getLazyDataView().setItemCountUnknown();
    }

    /// Never asked: the grid finds the end by scrolling to it.
    private static int unknown(Query<ImportFinding, Void> query) {
        throw new IllegalStateException("the number of findings is not known");
    }

    private Anchor download(String fileName) {
        Anchor link =
                new Anchor(
                        new ReportDownload(imports, importId, fileName),
                        AttachmentType.DOWNLOAD,
                        "");
        link.add(Icons.of(Icons.DOWNLOAD), new Span(Parts.text("import.findings.download")));
        link.addClassName("tl-link-button");
        link.setId("import-report");
        return link;
    }

    private record ReasonCount(ImportFinding.Severity severity, long count) {

        static final java.util.Comparator<ReasonCount> WORST_FIRST =
                java.util.Comparator.comparing(ReasonCount::severity)
                        .thenComparing(
                                java.util.Comparator.comparingLong(ReasonCount::count).reversed());

        ReasonCount plus(ReasonCount other) {
            return new ReasonCount(severity, count + other.count);
        }
    }
}
