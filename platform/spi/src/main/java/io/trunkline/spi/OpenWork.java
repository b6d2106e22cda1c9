package io.trunkline.spi;

/// Work of a plugin that waits for someone: asked before a member leaves or moves and before an org
/// unit is closed, so that nothing is left behind unseen. Counts only; the work itself is handed
/// over by [WorkHandedOver].
public interface OpenWork {

    /// Lower case with hyphens; its name for people is the plugin's text `open-work.<kind>`.
    String kind();

    /// How much of it waits for the member. Called with a session of the platform, outside of any
    /// transaction.
    long ofMember(TenantSession session, long memberId);

    /// How much of it lies in this very unit, whoever it waits for. Called as [#ofMember].
    long inUnit(TenantSession session, long orgUnitId);
}
