package io.trunkline.ui.importing;

import com.vaadin.flow.component.upload.UploadI18N;
import java.util.List;

/// What an upload says, in the person's language.
public final class UploadTexts {

    private UploadTexts() {}

    /// @param button and `drop`: how files are chosen
    /// @param tooLarge and `wrongType`, `tooMany`: why one is refused
    public static UploadI18N of(
            String button, String drop, String tooLarge, String wrongType, String tooMany) {
        UploadI18N.Error error =
                new UploadI18N.Error()
                        .setFileIsTooBig(tooLarge)
                        .setIncorrectFileType(wrongType)
                        .setTooManyFiles(tooMany);
        UploadI18N.Uploading uploading =
                new UploadI18N.Uploading()
                        .setStatus(
                                new UploadI18N.Uploading.Status()
                                        .setConnecting(Parts.text("import.upload.connecting"))
                                        .setStalled(Parts.text("import.upload.stalled"))
                                        .setProcessing(Parts.text("import.upload.uploading"))
                                        .setHeld(Parts.text("import.upload.connecting")))
                        .setRemainingTime(
                                new UploadI18N.Uploading.RemainingTime()
                                        .setPrefix(Parts.text("import.upload.remaining"))
                                        .setUnknown(Parts.text("import.upload.remaining-unknown")))
                        .setError(
                                new UploadI18N.Uploading.Error()
                                        .setServerUnavailable(Parts.text("import.upload.failed"))
                                        .setUnexpectedServerError(
                                                Parts.text("import.upload.failed"))
                                        .setForbidden(Parts.text("import.upload.refused"))
                                        .setFileTooLarge(tooLarge));
        return new UploadI18N()
                .setAddFiles(new UploadI18N.AddFiles().setOne(button).setMany(button))
                .setDropFiles(new UploadI18N.DropFiles().setOne(drop).setMany(drop))
                .setError(error)
                .setUploading(uploading)
                .setFile(
                        new UploadI18N.File()
                                .setRetry(Parts.text("import.upload.retry"))
                                .setStart(Parts.text("import.upload.start"))
                                .setRemove(Parts.text("import.upload.remove")))
                .setUnits(List.of("B", "kB", "MB", "GB"));
    }
}
