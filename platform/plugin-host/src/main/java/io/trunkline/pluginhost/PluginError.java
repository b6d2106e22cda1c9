package io.trunkline.pluginhost;

import io.trunkline.spi.ErrorCode;

/// Why a release was refused or could not be chosen, or an answer of a plugin was not handed on.
public enum PluginError implements ErrorCode {
    /// No zip, or not one of a plugin; arguments: why, for a developer.
    RELEASE_UNREADABLE(Kind.INVALID),
    /// A file of it, or all of it, is not signed; arguments: the file.
    RELEASE_UNSIGNED(Kind.INVALID),
    /// It is not what was signed; arguments: the file that was changed, added or left out.
    RELEASE_ALTERED(Kind.INVALID),
    /// It is signed by someone whose certificate is not trusted here; arguments: who.
    PUBLISHER_UNKNOWN(Kind.FORBIDDEN),
    /// This platform cannot run it; arguments: why, for a developer.
    RELEASE_UNFIT(Kind.INVALID),
    /// What is to be an SPI is none; arguments: why, for a developer.
    SPI_UNREADABLE(Kind.INVALID),
    /// Another release of that version is there, and a release is never changed.
    RELEASE_TAKEN(Kind.CONFLICT),
    /// There is no such plugin or release; arguments: its id and version.
    RELEASE_UNKNOWN(Kind.NOT_FOUND),
    /// The plugin's tables are no longer fit for it; arguments: the plugin's id, the version, and
    /// the earliest that can run on them.
    RELEASE_TOO_OLD(Kind.CONFLICT),
    /// What runs now cannot run on its tables, and both run for a while; arguments: the plugin's
    /// id, the version, the earliest that can take part, and the one that runs.
    RELEASE_TOO_NEW(Kind.CONFLICT),
    /// Nothing was changed yet that could be taken back.
    NOTHING_BEFORE(Kind.CONFLICT),
    /// A plugin answered more than a route may; arguments: how many bytes that is.
    ANSWER_TOO_LARGE(Kind.INTERNAL),
    /// Another release is rolled out at this moment.
    ROLLOUT_OPEN(Kind.CONFLICT),
    /// Nothing of the plugin is rolled out; arguments: its id.
    ROLLOUT_UNKNOWN(Kind.NOT_FOUND),
    /// Steps are named tenants at most once, and first, then shares that grow to 100.
    ROLLOUT_STEPS(Kind.INVALID),
    /// A named tenant does not use the plugin; arguments: its key.
    ROLLOUT_TENANT(Kind.INVALID),
    /// Nothing of the plugin runs, this release runs already, or no tenant uses it; arguments: its
    /// id and version.
    ROLLOUT_POINTLESS(Kind.CONFLICT),
    /// What it keeps ends only after it was removed and no node runs it; arguments: its id.
    PLUGIN_RUNS(Kind.CONFLICT),
    /// This platform runs no such plugin now; arguments: its id.
    MODULE_UNKNOWN(Kind.NOT_FOUND),
    /// As the standard code: the plugin is to run here, and nothing of it does; arguments: its id.
    UNAVAILABLE(Kind.UNAVAILABLE),
    /// The plugin has no such setting; arguments: its key.
    SETTING_UNKNOWN(Kind.INVALID),
    /// Arguments: the setting's key, the least and the greatest whole number.
    SETTING_NUMBER(Kind.INVALID),
    /// Arguments: the setting's key, how many characters are possible.
    SETTING_LENGTH(Kind.INVALID),
    /// Arguments: the setting's key, what is expected, in the plugin's words or in English.
    SETTING_INVALID(Kind.INVALID),
    /// The name of a secret is not one; arguments: the setting's key.
    SETTING_SECRET(Kind.INVALID);

    private final Kind kind;

    PluginError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
