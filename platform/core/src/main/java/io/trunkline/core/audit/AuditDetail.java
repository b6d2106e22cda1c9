package io.trunkline.core.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An entry with what changed, as the reader may see it.
///
/// @param changes fields that differ; all of them for a creation or a deletion
/// @param restorable whether [AuditRestores#restore] can take it back, rights aside
/// @param version what it was done to has now, to be named by who takes it back; null where it is
///   gone, or has none
public record AuditDetail(
        AuditItem item, List<FieldChange> changes, boolean restorable, @Nullable Integer version) {}
