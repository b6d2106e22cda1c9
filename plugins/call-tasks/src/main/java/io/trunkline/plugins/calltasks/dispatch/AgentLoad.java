package io.trunkline.plugins.calltasks.dispatch;

/// Someone tasks can be handed to.
///
/// @param orgUnitId her team
/// @param open tasks she has not closed: handed to her, in front of her, call-backs
/// @param doneToday tasks she closed today, in the tenant's time zone
public record AgentLoad(long memberId, String name, long orgUnitId, int open, int doneToday) {}
