package io.trunkline.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every answer that is not a success (RFC 9457).
///
/// @param type `urn:trunkline:problem:…`, stable, for programs
/// @param title for people, in the caller's language
/// @param status the HTTP status
/// @param code stable, for programs, for example `STALE`
/// @param errors the wrong fields, empty when it is about the whole
/// @param incident what to tell the operator; only for faults of the platform
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        List<FieldError> errors,
        @Nullable String incident) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /// @param field name in the body or the query
    /// @param code stable, for programs, for example `phone.malformed`
    /// @param message for people, in the caller's language
    public record FieldError(String field, String code, String message) {}
}
