package io.trunkline.core.customer;

import io.trunkline.spi.PluginException;
import java.util.List;

/// Every field of a [CustomerDraft] that is wrong.
public class InvalidCustomerException extends PluginException {

    /// @param field name of the draft's component; `customFields.<key>` for a custom field
    /// @param reason key of the text that says what is right, for example `phone.malformed`
    public record Problem(String field, String reason) {}

    private final transient List<Problem> problems;

    public InvalidCustomerException(List<Problem> problems) {
        super(CustomerError.FIELDS_INVALID, problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
