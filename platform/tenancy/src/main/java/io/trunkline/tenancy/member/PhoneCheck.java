package io.trunkline.tenancy.member;

import java.util.Optional;

/// Reads a phone number as someone types it. The module `core`, which knows the numbering plans,
/// answers it.
public interface PhoneCheck {

    /// @return E.164; empty when it is no whole number
    Optional<String> toE164(String typed);
}
