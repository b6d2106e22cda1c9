package io.trunkline.plugins.calltasks.ui;

import com.vaadin.flow.component.select.Select;
import io.trunkline.plugins.calltasks.batch.Batch;
import io.trunkline.plugins.calltasks.batch.BatchState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which dispatched batch a page is about; empty for all of them.
public final class BatchChoice extends Select<Batch> {

    private static final int SHOWN = 100;

    private final transient Page page;

    public BatchChoice(Page page, Runnable changed) {
        this.page = page;
        setId("batch-choice");
        setAriaLabel(page.text("ui.batch.choice"));
        setEmptySelectionAllowed(true);
        setEmptySelectionCaption(page.text("ui.batch.all"));
        setItemLabelGenerator(batch -> batch == null ? page.text("ui.batch.all") : batch.name());
        setWidth("240px");
        var batches =
                page.tasks().batches().list(page.session(), null, SHOWN).batches().stream()
                        .filter(batch -> batch.state() != BatchState.FILLING)
                        .toList();
        setItems(batches);
        page.idParameter("batch")
                .flatMap(wanted ->
                        batches.stream()
                                .filter(batch -> Objects.equals(batch.id(), wanted))
                                .findFirst())
                .ifPresent(this::setValue);
        addValueChangeListener(change -> changed.run());
    }

    /// @return null for all
    public @Nullable Long batchId() {
        Batch chosen = getValue();
        return chosen == null ? null : chosen.id();
    }

    /// The batch as it stands, null for all.
    public @Nullable Batch batch() {
        Long id = batchId();
        return id == null ? null : page.tasks().batches().find(page.session(), id);
    }
}
