package io.trunkline.core.audit;

import java.util.List;

/// An entry with what changed, as the reader may see it.
///
/// @param changes fields that differ; all of them for a creation or a deletion
/// @param restorable whether [AuditRestores#restore] can take it back, rights aside
public record AuditDetail(AuditItem item, List<FieldChange> changes, boolean restorable) {}
