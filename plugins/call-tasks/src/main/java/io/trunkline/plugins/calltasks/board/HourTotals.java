package io.trunkline.plugins.calltasks.board;

/// Calls of one hour of today, in the tenant's time zone.
///
/// @param hour 0 to 23
/// @param calls outcomes recorded
/// @param connected of these, someone was reached
/// @param success of these, the customer agreed
public record HourTotals(int hour, int calls, int connected, int success) {}
