package io.trunkline.ui.customer;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.trunkline.core.export.CustomerExport;
import io.trunkline.core.export.CustomerExports;
import java.io.IOException;

/// The file of an export, written piece by piece.
final class ExportDownload implements DownloadHandler {

    private final transient CustomerExports exports;
    private final transient CustomerExport export;

    ExportDownload(CustomerExports exports, CustomerExport export) {
        this.exports = exports;
        this.export = export;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        event.setFileName(export.fileName());
        event.setContentType(export.format().mediaType());
        exports.download(export.id(), event.getOutputStream());
    }
}
