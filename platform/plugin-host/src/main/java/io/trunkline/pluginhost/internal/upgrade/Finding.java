package io.trunkline.pluginhost.internal.upgrade;

/// One thing that a statement does to what was there.
///
/// @param kind whether it is ever allowed
/// @param what in words that follow the statement; the same thing has the same, whichever two
///   states were compared
/// @param instead what its author can do
record Finding(Kind kind, String what, String instead) {

    enum Kind {
        /// It holds up or fails whoever works at that moment, or no release before could live with
        /// it: refused.
        NEVER,
        /// Releases before that one would notice: allowed where the manifest says which one is the
        /// earliest that does not.
        NARROWING
    }
}
