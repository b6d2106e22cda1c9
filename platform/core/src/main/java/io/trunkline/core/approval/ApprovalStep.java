package io.trunkline.core.approval;

import org.jspecify.annotations.Nullable;

/// One step of an approval.
///
/// @param who how those who decide are found
/// @param value key of the permission ([Who#PERMISSION], [Who#LEAD]), of the role ([Who#ROLE]) or
///   of the position ([Who#POSITION])
/// @param count how many of them have to agree; one refusal is enough
/// @param fromAmount the step is left out for requests below; null for none. A request without an
///   amount takes every step
/// @param hours how long they have; null for as long as it takes
/// @param onTimeOut what happens then
public record ApprovalStep(
        Who who,
        String value,
        int count,
        @Nullable Long fromAmount,
        @Nullable Integer hours,
        OnTimeOut onTimeOut) {

    public enum Who {
        /// Members whose roles grant the permission, in the whole tenant.
        PERMISSION,
        /// Members with the role.
        ROLE,
        /// Members who hold the position.
        POSITION,
        /// Members with the permission in the requester's own unit; where there are none, in the
        /// nearest one above it.
        LEAD
    }

    public enum OnTimeOut {
        /// They are told again, and have as long again.
        REMIND,
        /// The next step decides; after the last one the request has expired.
        ESCALATE,
        /// The request has expired.
        REFUSE
    }
}
