package io.trunkline.ui.shell;

/// A reason for which an open page must not stay open, though nobody touches it.
///
/// Asked twice a second for every open page of a node, so it answers from what is held in memory or
/// was read a moment ago.
interface PageGuard {

    Stay judge(OpenPage page);

    /// From the mildest to the strictest.
    enum Stay {
        /// It may stay.
        YES,
        /// It loads anew, and the server says why it shows nothing more.
        RELOADED,
        /// Its person is out, here and at the provider.
        SIGNED_OUT
    }
}
