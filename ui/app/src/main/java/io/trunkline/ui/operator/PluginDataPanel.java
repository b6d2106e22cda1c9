package io.trunkline.ui.operator;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.trunkline.pluginhost.PluginData;
import io.trunkline.spi.PluginException;
import io.trunkline.tenancy.operator.OperatorRunner;
import io.trunkline.tenancy.operator.OperatorSession;
import io.trunkline.ui.spi.Icons;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a plugin keeps in the database, and the steps about it.
final class PluginDataPanel extends Div {

    private final transient PluginWords words = PluginParts.words();

    PluginDataPanel(PluginState plugin, PluginActions actions) {
        setId("plugin-data");
        List<PluginData.Table> tables;
        try {
            tables = actions.data().tables(plugin.id());
        } catch (PluginException unknown) {
            tables = List.of();
        }
        if (tables.isEmpty()) {
            add(PluginParts.muted(words.text("data.none")));
            return;
        }
        long bytes = tables.stream().mapToLong(PluginData.Table::bytes).sum();
        Div head =
                PluginParts.box(
                        "tl-row",
                        new Span(words.text("data.total", tables.size(), PluginWords.size(bytes))),
                        PluginParts.span("tl-spacer", ""),
                        download(plugin, actions.data()));
        if (plugin.kind().equals(PluginState.NONE)) {
            var drop =
                    PluginParts.button(
                            "plugin-data-drop",
                            words.text("data-drop"),
                            Icons.TRASH_2,
                            () -> actions.dropData(plugin));
            drop.addThemeNames("tertiary", "error");
            head.add(drop);
        }
        add(head);
        for (PluginData.Table table : tables) {
            add(
                    PluginParts.box(
                            "tl-plugin-meta",
                            new Span(table.name()),
                            PluginParts.muted(
                                    words.text(
                                            "data.table",
                                            table.rows(),
                                            PluginWords.size(table.bytes())))));
        }
    }

    private Anchor download(PluginState plugin, PluginData data) {
        OperatorSession operator = OperatorRunner.current();
        Anchor link =
                new Anchor(
                        DownloadHandler.fromInputStream(event -> {
                            Path file =
                                    OperatorRunner.call(operator, () -> data.export(plugin.id()));
                            return new DownloadResponse(
                                    once(file),
                                    plugin.id() + "-data.zip",
                                    "application/zip",
                                    Files.size(file));
                        }),
                        words.text("data.export"));
        link.setId("plugin-data-export");
        link.getElement().setAttribute("download", true);
        return link;
    }

    /// A copy is made for one download and goes with it.
    private static InputStream once(Path file) throws IOException {
        return new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public void close() throws IOException {
                super.close();
                Files.deleteIfExists(file);
            }
        };
    }
}
