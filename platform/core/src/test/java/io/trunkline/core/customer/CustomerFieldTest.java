package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.tenancy.FieldCatalogue;
import io.trunkline.tenancy.FieldPolicy;
import io.trunkline.tenancy.FieldPolicy.Rule;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CustomerFieldTest {

    @Test
    void theSchemaOfTenantFilesKnowsEveryFieldAndNoOther() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(
                                CustomerFieldTest.class.getResource(
                                        "/tenants-config/tenant.schema.json"));
        String pattern =
                schema.at(
                                "/$defs/roles/additionalProperties/properties/fields/propertyNames/pattern")
                        .asText();
        String keys =
                String.join(
                        "|",
                        Arrays.stream(CustomerField.values()).map(CustomerField::key).toList());
        assertEquals("^(" + keys + "(\\..+)?)$", pattern);
    }

    @Test
    void aFamilyIsNamedAsAWholeOrMemberByMember() {
        FieldCatalogue.Field family = new FieldCatalogue.Field("customFields", false, true);
        assertTrue(family.isNamedBy("customFields"));
        assertTrue(family.isNamedBy("customFields.level"));
        assertFalse(family.isNamedBy("customFields."));
        assertFalse(new FieldCatalogue.Field("name", true, false).isNamedBy("name.first"));
    }

    @Test
    void aMemberOfAFamilyStandsUnderTheStricterRule() {
        FieldPolicy policy =
                new FieldPolicy(
                        Map.of(
                                "customFields",
                                Rule.READ_ONLY,
                                "customFields.level",
                                Rule.HIDDEN,
                                "customFields.group",
                                Rule.OPEN));
        assertEquals(Rule.HIDDEN, policy.of("customFields.level"));
        assertEquals(Rule.READ_ONLY, policy.of("customFields.group"));
        assertTrue(policy.shows("customFields.group"));
        assertFalse(policy.shows("customFields.level"));
    }

    @Test
    void aMaskedValueWithoutAPartialFormIsNotFoundBy() {
        FieldPolicy policy =
                new FieldPolicy(Map.of("agreementEnd", Rule.MASKED, "phone", Rule.MASKED));
        assertFalse(CustomerField.AGREEMENT_END.isFound(policy));
        assertTrue(CustomerField.PHONE.isFound(policy));
        assertTrue(CustomerField.PHONE.isGuessable(policy));
        assertFalse(CustomerField.NAME.isGuessable(policy));
    }
}
