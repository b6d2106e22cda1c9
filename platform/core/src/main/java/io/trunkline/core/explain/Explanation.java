package io.trunkline.core.explain;

import io.trunkline.tenancy.FieldPolicy;
import java.util.List;

/// Whether a member can see a customer, and what decides it, in the order in which it is asked.
///
/// @param member her name
/// @param customer its number, or its id where the asker does not see numbers
/// @param visible whether every step lets her
/// @param steps never empty
/// @param fields how much of each field she sees, and which roles leave it so
public record Explanation(
        String member, String customer, boolean visible, List<Step> steps, List<Field> fields) {

    /// What is asked of a member who wants to see a customer.
    public enum Question {
        /// Is the tenant active?
        TENANT,
        /// Is she active?
        MEMBER,
        /// Do log-in hours let her now? Detail: the limits she stands under.
        LIMITS,
        /// Asked only of who may work from approved devices alone: is one approved for her? Detail:
        /// how many.
        DEVICE,
        /// Does a role grant to see customers?
        PERMISSION,
        /// Is the customer in no bin?
        DELETED,
        /// Does her scope reach the unit? Detail: the scope, the unit's path.
        UNIT,
        /// Where she reaches only her own: does she own it? Detail: the owner.
        OWNER
    }

    /// @param passed whether it lets her
    /// @param roles names of the roles that decide it; empty where none does
    /// @param details for people, in the order [Question] names them
    public record Step(
            Question question, boolean passed, List<String> roles, List<String> details) {}

    /// @param key as [FieldPolicy] names it
    public record Field(String key, FieldPolicy.Rule rule, List<String> roles) {}
}
