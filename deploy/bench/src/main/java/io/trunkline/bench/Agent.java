package io.trunkline.bench;

/// One of the demo agents, as the database knows her.
///
/// @param team the unit whose tasks she takes
record Agent(String tenantKey, String user, int tenant, long member, long team) {

    /// An id nobody has: the floor's stand-in for the agent, in the same team.
    String standIn() {
        return Long.toString(7_300_000_000_000_000L + member % 1_000_000_000_000L);
    }
}
