package io.trunkline.ui.importing;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.trunkline.core.importing.ImportJob;
import io.trunkline.core.importing.Imports;
import io.trunkline.ui.shell.Failure;
import io.trunkline.ui.spi.Icons;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/// Takes a file in: streamed to the import, never held in memory.
final class UploadPanel extends Div {

    private static final int LIMIT = 100 * 1024 * 1024;

    private final transient Imports imports;
    private final transient LongConsumer uploaded;
    private final Div problem = Parts.box("tl-strip");

    /// @param uploaded called with the import's id
    UploadPanel(Imports imports, LongConsumer uploaded) {
        this.imports = imports;
        this.uploaded = uploaded;
        addClassNames("tl-panel", "tl-import-upload");
        problem.addClassName("bad");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        problem.setId("import-upload-problem");
        add(
                Parts.box("tl-head", new H2(Parts.text("import.upload.title"))),
                Parts.box(
                        "tl-pad",
                        upload(),
                        problem,
                        Parts.muted(Parts.text("import.upload.hint")),
                        Parts.box(
                                "tl-line-icon",
                                Icons.of(Icons.SHIELD_CHECK),
                                new Span(Parts.text("import.upload.safe")))));
    }

    private Upload upload() {
        Upload upload = new Upload(new Streaming());
        upload.setId("import-upload");
        upload.setMaxFiles(1);
        upload.setMaxFileSize(LIMIT);
        Button choose = new Button(Parts.text("import.upload.button"), Icons.of(Icons.UPLOAD));
        choose.addThemeName("primary");
        choose.setId("import-choose");
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(Parts.text("import.upload.drop")));
        upload.setDropLabelIcon(Icons.of(Icons.FILE_UP));
        upload.setI18n(
                UploadTexts.of(
                        Parts.text("import.upload.button"),
                        Parts.text("import.upload.drop"),
                        Parts.text("import.upload.too-large"),
                        Parts.text("import.upload.wrong-type"),
                        Parts.text("import.upload.one")));
        upload.addFileRejectedListener(rejected -> {
            show(rejected.getErrorMessage());
            upload.clearFileList();
        });
        upload.getElement().addEventListener("upload-start", event -> problem.setVisible(false));
        return upload;
    }

    private void show(String message) {
        problem.removeAll();
        problem.add(Icons.of(Icons.CIRCLE_ALERT), new Span(message));
        problem.setVisible(true);
    }

    /// Goes on in a request of the page: the upload's own thread is nobody's page.
    private void goOn(long id) {
        getElement().executeJs("return true").then(ready -> uploaded.accept(id));
    }

    private final class Streaming implements UploadHandler {

        /// The import itself stops reading at its limit and says so, so nothing is cut off here.
        @Override
        public long getFileSizeMax() {
            return -1;
        }

        @Override
        public long getRequestSizeMax() {
            return -1;
        }

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            try (InputStream content = event.getInputStream()) {
                ImportJob job = imports.upload(event.getFileName(), content);
                event.getUI().access(() -> goOn(job.id()));
            } catch (RuntimeException e) {
                Failure failure = Failure.of(e);
                event.getUI().access(() -> show(failure.message() + " " + failure.code()));
            }
        }
    }
}
