package io.trunkline.spi;

/// One line of what an approver is shown.
///
/// @param labelKey key of a text of the publishing plugin
/// @param value as it is shown, at most 500 characters
public record ApprovalFact(String labelKey, String value) {}
