package io.trunkline.ui.customer;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.Customers;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.TenantRunner;
import io.trunkline.ui.shell.Screens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Shows masked values in full, to whom that is allowed and who says why. The reasons she gave on
/// this page are offered again, before some usual ones.
@ApplicationScoped
public class Unmasking {

    private static final int REMEMBERED = 5;

    private final Customers customers;

    @Inject
    Unmasking(Customers customers) {
        this.customers = customers;
    }

    boolean isMasked(CustomerField field) {
        return field.rule(TenantRunner.current().fields()) == Rule.MASKED;
    }

    boolean isAllowed() {
        return TenantRunner.current().may(CorePermissions.CUSTOMER_UNMASK);
    }

    /// @param value the field's value of the customer
    String reveal(
            long customerId, CustomerField field, String reason, Function<Customer, String> value) {
        String shown = value.apply(customers.unmask(customerId, Set.of(field), reason));
        Reasons reasons = reasons();
        reasons.given().remove(reason);
        reasons.given().addFirst(reason);
        if (reasons.given().size() > REMEMBERED) {
            reasons.given().removeLast();
        }
        return shown;
    }

    List<String> offered() {
        Stream<String> usual =
                Stream.of("identity", "contact", "correct")
                        .map(key -> Screens.text("customer.unmask.reason." + key));
        return Stream.concat(reasons().given().stream(), usual).distinct().toList();
    }

    private static Reasons reasons() {
        UI ui = UI.getCurrent();
        Reasons known = ComponentUtil.getData(ui, Reasons.class);
        if (known != null) {
            return known;
        }
        Reasons none = new Reasons(new LinkedHashSet<>());
        ComponentUtil.setData(ui, Reasons.class, none);
        return none;
    }

    private record Reasons(LinkedHashSet<String> given) {}
}
