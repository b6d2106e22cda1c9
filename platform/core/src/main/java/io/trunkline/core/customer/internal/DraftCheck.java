package io.trunkline.core.customer.internal;

import io.trunkline.core.customer.CustomerDraft;
import io.trunkline.core.customer.CustomerField;
import io.trunkline.core.customer.CustomerField.Mask;
import io.trunkline.core.customer.IdNumbers;
import io.trunkline.core.customer.InvalidCustomerException;
import io.trunkline.core.customer.InvalidCustomerException.Problem;
import io.trunkline.core.customer.PhoneNumbers;
import io.trunkline.spi.Member;
import io.trunkline.spi.OrgUnit;
import io.trunkline.tenancy.CorePermissions;
import io.trunkline.tenancy.FieldPolicy.Rule;
import io.trunkline.tenancy.Session;
import io.trunkline.tenancy.member.Members;
import io.trunkline.tenancy.orgunit.OrgUnits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what someone entered, and reports every wrong field at once. What a field policy keeps
/// from her stays as it was.
@ApplicationScoped
public class DraftCheck {

    private static final LocalDate OLDEST_BIRTH = LocalDate.of(1900, 1, 1);

    private final PhoneNumbers numbers;
    private final OrgUnits orgUnits;
    private final Members members;

    DraftCheck(PhoneNumbers numbers, OrgUnits orgUnits, Members members) {
        this.numbers = numbers;
        this.orgUnits = orgUnits;
        this.members = members;
    }

    /// What a check needs from tables other than the customer's own, read before its transaction.
    public record Known(OrgUnit root, boolean unitExists, boolean ownerActive) {}

    public Known known(CustomerDraft draft) {
        return new Known(
                orgUnits.root(),
                draft.orgUnitId() == null || orgUnits.find(draft.orgUnitId()).isPresent(),
                draft.ownerId() == null
                        || members.find(draft.ownerId()).filter(Member::active).isPresent());
    }

    /// @param old the customer as it is, null for a new one
    /// @param customFields keys of the tenant's custom fields
    /// @throws InvalidCustomerException naming every wrong field
    public CheckedDraft check(
            Session session,
            CustomerDraft draft,
            @Nullable CustomerRow old,
            Known known,
            Set<String> customFields) {
        List<Problem> problems = new ArrayList<>();
        Kept kept = new Kept(session, old == null ? null : CheckedDraft.of(old), problems);
        CheckedDraft checked =
                new CheckedDraft(
                        kept.value(
                                CustomerField.EXTERNAL_NUMBER,
                                draft.externalNumber().strip(),
                                CheckedDraft::externalNumber),
                        kept.value(CustomerField.NAME, draft.name().strip(), CheckedDraft::name),
                        kept.optional(CustomerField.GENDER, draft.gender(), CheckedDraft::gender),
                        kept.optional(
                                CustomerField.BIRTH_DATE,
                                draft.birthDate(),
                                CheckedDraft::birthDate),
                        phones(session, draft, old, problems),
                        kept.optional(
                                CustomerField.ID_NUMBER,
                                idNumber(session, draft, old, problems),
                                CheckedDraft::idNumber),
                        kept.optional(
                                CustomerField.ADDRESS,
                                blank(draft.address()),
                                CheckedDraft::address),
                        draft.orgUnitId() == null ? known.root().id() : draft.orgUnitId(),
                        owner(session, draft, old),
                        kept.optional(
                                CustomerField.AGREEMENT_TYPE,
                                blank(draft.agreementType()),
                                CheckedDraft::agreementType),
                        kept.optional(
                                CustomerField.AGREEMENT_START,
                                draft.agreementStart(),
                                CheckedDraft::agreementStart),
                        kept.optional(
                                CustomerField.AGREEMENT_END,
                                draft.agreementEnd(),
                                CheckedDraft::agreementEnd),
                        kept.optional(
                                CustomerField.MONTHLY_CHARGE,
                                draft.monthlyCharge(),
                                CheckedDraft::monthlyCharge),
                        customValues(session, draft, old, customFields, problems));
        texts(checked, problems);
        dates(session, checked, problems);
        responsible(session, checked, old, known, problems);
        if (!problems.isEmpty()) {
            throw new InvalidCustomerException(problems);
        }
        return checked;
    }

    private static void texts(CheckedDraft draft, List<Problem> problems) {
        length("externalNumber", draft.externalNumber(), 64, problems);
        length("name", draft.name(), 100, problems);
        if (draft.agreementType() != null && draft.agreementType().length() > 100) {
            problems.add(new Problem("agreementType", "agreementType.too-long"));
        }
        if (draft.address() != null && draft.address().length() > 200) {
            problems.add(new Problem("address", "address.too-long"));
        }
    }

    /// What is typed where the caller sees only the mask is not looked at: she sends the mask back.
    private static @Nullable String idNumber(
            Session session,
            CustomerDraft draft,
            @Nullable CustomerRow old,
            List<Problem> problems) {
        String typed = blank(draft.idNumber());
        boolean taken =
                CustomerField.ID_NUMBER.isShown(session.fields())
                        || old == null
                        || old.idNumber() == null;
        if (typed == null || !taken || (old != null && typed.equals(old.idNumber()))) {
            return typed;
        }
        Optional<String> number = IdNumbers.normalize(typed);
        if (number.isEmpty()) {
            problems.add(new Problem("idNumber", "idNumber.malformed"));
        }
        return number.orElse(typed);
    }

    private static void length(String field, String value, int most, List<Problem> problems) {
        if (value.isEmpty()) {
            problems.add(new Problem(field, field + ".required"));
        }
        if (value.length() > most) {
            problems.add(new Problem(field, field + ".too-long"));
        }
    }

    private static void dates(Session session, CheckedDraft draft, List<Problem> problems) {
        LocalDate birth = draft.birthDate();
        if (birth != null
                && (birth.isBefore(OLDEST_BIRTH) || birth.isAfter(LocalDate.now(session.zone())))) {
            problems.add(new Problem("birthDate", "birthDate.impossible"));
        }
        if (draft.agreementStart() != null
                && draft.agreementEnd() != null
                && draft.agreementEnd().isBefore(draft.agreementStart())) {
            problems.add(new Problem("agreementEnd", "agreementEnd.before-start"));
        }
        if (draft.monthlyCharge() != null && draft.monthlyCharge().minorUnits() < 0) {
            problems.add(new Problem("monthlyCharge", "monthlyCharge.negative"));
        }
    }

    /// Who reaches only what she owns owns what she creates.
    private static @Nullable Long owner(
            Session session, CustomerDraft draft, @Nullable CustomerRow old) {
        boolean hers = old == null && draft.ownerId() == null && session.ownerHeldTo() != 0;
        return hers ? Long.valueOf(session.ownerHeldTo()) : draft.ownerId();
    }

    private static void responsible(
            Session session,
            CheckedDraft draft,
            @Nullable CustomerRow old,
            Known known,
            List<Problem> problems) {
        if (!known.ownerActive()) {
            problems.add(new Problem("ownerId", "ownerId.unknown"));
        }
        long own = session.ownerHeldTo();
        if (own != 0 && !Long.valueOf(own).equals(draft.ownerId())) {
            problems.add(new Problem("ownerId", "ownerId.out-of-reach"));
        }
        if (!known.unitExists()) {
            problems.add(new Problem("orgUnitId", "orgUnitId.unknown"));
            return;
        }
        boolean moved = old != null && old.orgUnitId() != draft.orgUnitId();
        boolean reaches = session.scope().covers(draft.orgUnitId());
        if (!reaches || (moved && !session.may(CorePermissions.CUSTOMER_ALLOCATE))) {
            problems.add(new Problem("orgUnitId", "orgUnitId.out-of-reach"));
        }
    }

    private List<String> phones(
            Session session,
            CustomerDraft draft,
            @Nullable CustomerRow old,
            List<Problem> problems) {
        Rule rule = CustomerField.PHONE.rule(session.fields());
        List<CustomerRow.StoredPhone> present = old == null ? List.of() : old.phones();
        List<String> unchanged = present.stream().map(CustomerRow.StoredPhone::e164).toList();
        if (rule == Rule.HIDDEN) {
            return unchanged;
        }
        // Two numbers of one customer may look alike when masked: each mask stands for the next
        // one.
        Map<String, Deque<String>> byMask = new HashMap<>();
        present.forEach(phone ->
                byMask.computeIfAbsent(numbers.masked(phone.e164()), mask -> new ArrayDeque<>())
                        .add(phone.e164()));
        Set<String> phones = new LinkedHashSet<>();
        for (String typed : draft.phones()) {
            if (typed.isBlank()) {
                continue;
            }
            String kept = byMask.getOrDefault(typed.strip(), new ArrayDeque<>()).poll();
            String e164 = kept != null ? kept : numbers.toE164(typed).orElse(null);
            if (e164 == null) {
                problems.add(new Problem("phones", "phone.malformed"));
                continue;
            }
            phones.add(e164);
        }
        if (phones.size() > 10) {
            problems.add(new Problem("phones", "phone.too-many"));
        }
        List<String> entered = List.copyOf(phones);
        if (rule == Rule.READ_ONLY && !entered.equals(unchanged)) {
            problems.add(new Problem("phones", "field.read-only"));
        }
        return entered;
    }

    private static Map<String, String> customValues(
            Session session,
            CustomerDraft draft,
            @Nullable CustomerRow old,
            Set<String> known,
            List<Problem> problems) {
        Map<String, String> values = new HashMap<>();
        Map<String, String> present = old == null ? Map.of() : old.customFields();
        present.forEach((key, value) -> {
            if (!sees(session, key)) {
                values.put(key, value);
            } else if (readsOnly(session, key)) {
                values.put(key, value);
                if (!value.equals(draft.customFields().get(key))) {
                    problems.add(new Problem("customFields." + key, "field.read-only"));
                }
            }
        });
        draft.customFields()
                .forEach((key, value) -> {
                    String field = "customFields." + key;
                    if (!known.contains(key) && !present.containsKey(key)) {
                        problems.add(new Problem(field, "customField.unknown"));
                    } else if (value == null) {
                        // As left out: JSON may say so either way.
                        return;
                    } else if (value.length() > 500) {
                        problems.add(new Problem(field, "customField.too-long"));
                    } else if (readsOnly(session, key)) {
                        if (!present.containsKey(key) && !value.isBlank()) {
                            problems.add(new Problem(field, "field.read-only"));
                        }
                    } else if (sees(session, key) && !value.isBlank()) {
                        values.put(key, value.strip());
                    }
                });
        return Map.copyOf(values);
    }

    private static boolean readsOnly(Session session, String key) {
        return session.fields().of("customFields." + key) == Rule.READ_ONLY;
    }

    private static boolean sees(Session session, String key) {
        return session.fields().shows("customFields." + key);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// Keeps the old value of a field the caller cannot see in full, and refuses a change of one
    /// she may only read. A new customer has a name and a number, whoever enters it.
    private record Kept(Session session, @Nullable CheckedDraft old, List<Problem> problems) {

        interface Getter<T> {
            T of(CheckedDraft draft);
        }

        interface OptionalGetter<T> {
            @Nullable T of(CheckedDraft draft);
        }

        <T> T value(CustomerField field, T entered, Getter<T> getter) {
            if (old == null) {
                return entered;
            }
            T present = getter.of(old);
            refuseReadOnly(field, entered, present);
            return field.isShown(session.fields()) ? entered : present;
        }

        <T> @Nullable T optional(
                CustomerField field, @Nullable T entered, OptionalGetter<T> getter) {
            T present = old == null ? null : getter.of(old);
            refuseReadOnly(field, entered, present);
            // Where the mask shows that there is no value yet, one may be entered.
            boolean empty =
                    field.rule(session.fields()) == Rule.MASKED
                            && (old == null || (present == null && field.mask() != Mask.NOTHING));
            return empty || field.isShown(session.fields()) ? entered : present;
        }

        private void refuseReadOnly(
                CustomerField field, @Nullable Object entered, @Nullable Object present) {
            if (field.rule(session.fields()) == Rule.READ_ONLY
                    && !Objects.equals(entered, present)) {
                problems.add(new Problem(field.key(), "field.read-only"));
            }
        }
    }
}
