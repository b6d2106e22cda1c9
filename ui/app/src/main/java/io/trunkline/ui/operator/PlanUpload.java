package io.trunkline.ui.operator;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import io.trunkline.ui.importing.UploadTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Takes in the YAML files of a folder, several at once.
final class PlanUpload extends Upload {

    private static final int MOST_FILES = 3_000;

    private final BiConsumer<String, byte[]> taken;

    /// @param taken given name and content, in a request of the page
    /// @param refused given why a file was not taken
    PlanUpload(BiConsumer<String, byte[]> taken, Consumer<String> refused) {
        this.taken = taken;
        setUploadHandler(new Holding());
        setId("plan-upload");
        setMaxFiles(MOST_FILES);
        setMaxFileSize(PlanFiles.MOST_BYTES);
        setAcceptedFileTypes(".yaml", ".yml");
        Button choose = new Button(Screens.text("operator.plan.choose"), Icons.of(Icons.UPLOAD));
        choose.setId("plan-choose");
        setUploadButton(choose);
        setDropLabel(new Span(Screens.text("operator.plan.drop")));
        setDropLabelIcon(Icons.of(Icons.FILE_UP));
        String tooLarge = Screens.text("operator.plan.too-large");
        setI18n(
                UploadTexts.of(
                        Screens.text("operator.plan.choose"),
                        Screens.text("operator.plan.drop"),
                        tooLarge,
                        Screens.text("operator.plan.wrong-type"),
                        tooLarge));
        addFileRejectedListener(rejected -> {
            refused.accept(rejected.getErrorMessage());
            clearFileList();
        });
        addAllFinishedListener(finished -> clearFileList());
    }

    private final class Holding implements UploadHandler {

        @Override
        public long getFileSizeMax() {
            return PlanFiles.MOST_BYTES;
        }

        @Override
        public long getRequestSizeMax() {
            return PlanFiles.MOST_BYTES + 100_000L;
        }

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            byte[] content;
            try (InputStream stream = event.getInputStream()) {
                content = stream.readNBytes(PlanFiles.MOST_BYTES);
            }
            String name = event.getFileName();
            // Goes on in a request of the page: the upload's own thread is nobody's page.
            event.getUI()
                    .access(() ->
                            getElement()
                                    .executeJs("return true")
                                    .then(ready -> taken.accept(name, content)));
        }
    }
}
