package io.trunkline.ui.reminder;

import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.Customers;
import io.trunkline.core.reminder.Reminder;
import io.trunkline.core.reminder.Reminders;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.TenantRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Opens the form for a new reminder or a present one.
@ApplicationScoped
public class ReminderForms {

    private final Reminders reminders;
    private final Customers customers;

    @Inject
    ReminderForms(Reminders reminders, Customers customers) {
        this.reminders = reminders;
        this.customers = customers;
    }

    /// A new reminder about a customer.
    public void aboutCustomer(long customerId, String name) {
        new ReminderDialog(reminders, null, customerId, name, () -> {}).open();
    }

    /// A new reminder about nothing in particular.
    void create(Runnable saved) {
        new ReminderDialog(reminders, null, null, "", saved).open();
    }

    void edit(Reminder reminder, String customer, Runnable saved) {
        new ReminderDialog(reminders, reminder, reminder.customerId(), customer, saved).open();
    }

    Reminders reminders() {
        return reminders;
    }

    /// Names of the customers some reminders are about, as far as they may be seen.
    Map<Long, String> names(Collection<Reminder> about) {
        List<Long> ids =
                about.stream()
                        .map(Reminder::customerId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
        if (ids.isEmpty() || !TenantRunner.current().may(CorePermissions.CUSTOMER_VIEW)) {
            return Map.of();
        }
        return customers.findAll(ids).stream()
                .collect(Collectors.toMap(Customer::id, Customer::name));
    }
}
