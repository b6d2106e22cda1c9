package io.trunkline.spi;

/// What a tenant may use only so much of, so that one cannot starve the others.
public enum Resource {
    /// Requests to the API, a second.
    REQUESTS,
    /// Exports, an hour.
    EXPORTS,
    /// Long jobs (imports, exports) at one time.
    JOBS,
    /// Kept files, in megabytes.
    STORAGE,
    /// Active members.
    SEATS,
    /// Phone lines at one time.
    LINES,
    /// Text messages, a month of the tenant's time zone.
    SMS
}
