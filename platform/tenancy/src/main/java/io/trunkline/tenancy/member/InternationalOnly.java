package io.trunkline.tenancy.member;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Pattern;

/// Stands where nobody knows numbering plans: a number is taken only as it is kept.
@DefaultBean
@ApplicationScoped
public class InternationalOnly implements PhoneCheck {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    @Override
    public Optional<String> toE164(String typed) {
        String plain = typed.replaceAll("[\\s-]", "");
        return E164.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }
}
