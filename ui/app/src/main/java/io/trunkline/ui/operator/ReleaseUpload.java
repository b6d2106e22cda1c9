package io.trunkline.ui.operator;

import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.shared.Registration;
import io.trunkline.ui.importing.UploadTexts;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Icons;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/// Takes in a release: kept in a file until it was looked at, never held in memory.
final class ReleaseUpload extends Upload {

    private static final int MEGABYTE = 1024 * 1024;
    private static final long FRAME = 100_000;

    private final transient Consumer<Path> taken;
    private final int most;

    /// @param most bytes of a release
    /// @param taken given the file, in a request of the page; it is gone afterwards
    /// @param refused given why a file was not taken
    ReleaseUpload(int most, Consumer<Path> taken, Consumer<String> refused) {
        this.taken = taken;
        this.most = most;
        setUploadHandler(new Keeping());
        setId("release-upload");
        setMaxFiles(1);
        setMaxFileSize(most);
        setAcceptedFileTypes(".zip");
        String words = Screens.text("operator.plugins.install");
        Button choose = new Button(words, Icons.of(Icons.UPLOAD));
        choose.setId("release-choose");
        choose.addThemeName("primary");
        setUploadButton(choose);
        String drop = Screens.text("operator.plugins.install.drop");
        setDropLabel(new Span(drop));
        setDropLabelIcon(Icons.of(Icons.FILE_UP));
        setI18n(
                UploadTexts.of(
                        words,
                        drop,
                        Screens.text("operator.plugins.install.too-large", most / MEGABYTE),
                        Screens.text("operator.plugins.install.wrong-type"),
                        Screens.text("operator.plugins.install.one")));
        addFileRejectedListener(rejected -> {
            refused.accept(rejected.getErrorMessage());
            clearFileList();
        });
        addAllFinishedListener(finished -> clearFileList());
    }

    private final class Keeping implements UploadHandler {

        @Override
        public long getFileSizeMax() {
            return most;
        }

        @Override
        public long getRequestSizeMax() {
            return most + FRAME;
        }

        @Override
        public void handleUploadRequest(UploadEvent event) throws IOException {
            Path file = Files.createTempFile("release", ".zip");
            try (InputStream stream = event.getInputStream()) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | RuntimeException broken) {
                Files.deleteIfExists(file);
                throw broken;
            }
            try {
                event.getUI().access(() -> goOn(file));
            } catch (UIDetachedException closed) {
                forget(file);
            }
        }

        /// In a request of the page: the upload's own thread is nobody's page. When the page is
        /// closed before, nobody waits for the file any more.
        private void goOn(Path file) {
            Registration closing = addDetachListener(event -> forget(file));
            getElement()
                    .executeJs("return true")
                    .then(ready -> {
                        closing.remove();
                        try {
                            taken.accept(file);
                        } finally {
                            forget(file);
                        }
                    });
        }

        private static void forget(Path file) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
