package io.trunkline.ui.customer;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerDraft;
import io.trunkline.core.customer.Duplicate;
import io.trunkline.core.customer.Duplicates;
import io.trunkline.core.customer.SearchLimitException;
import io.trunkline.ui.shell.Screens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who else has the phone or identity number that someone is about to save.
final class DuplicateNotice {

    private DuplicateNotice() {}

    /// @param base the customer that is edited, null for a new one: what it has already is not
    ///   asked
    /// @return none also when the person asked about masked values too often: she may save all the
    ///   same
    static List<Duplicate> find(
            Duplicates duplicates, CustomerDraft draft, @Nullable Customer base) {
        List<String> known =
                base == null
                        ? List.of()
                        : base.phones().stream().map(Customer.Phone::number).toList();
        List<String> phones =
                draft.phones().stream().filter(phone -> !known.contains(phone)).toList();
        String idNumber = draft.idNumber();
        boolean same = idNumber == null || (base != null && idNumber.equals(base.idNumber()));
        try {
            return duplicates.find(phones, same ? null : idNumber, base == null ? null : base.id());
        } catch (SearchLimitException tooMany) {
            return List.of();
        }
    }

    static UnorderedList list(List<Duplicate> found) {
        UnorderedList list = new UnorderedList();
        for (Duplicate duplicate : found) {
            String field = Screens.text("customer.duplicate." + duplicate.field().key());
            Customer customer = duplicate.customer();
            if (customer == null) {
                list.add(new ListItem(Screens.text("customer.duplicate.elsewhere", field)));
                continue;
            }
            Anchor link =
                    new Anchor(
                            "customers/" + customer.id(),
                            Screens.text(
                                    "customer.duplicate.who",
                                    field,
                                    customer.name(),
                                    customer.externalNumber()));
            link.setTarget(AnchorTarget.BLANK);
            list.add(new ListItem(link));
        }
        return list;
    }
}
