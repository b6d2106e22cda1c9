package io.trunkline.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trunkline.tenancy.Brandings.Branding;
import org.junit.jupiter.api.Test;

final class BrandingsTest {

    @Test
    void eachTenantsPeopleSeeItsOwnAndNoOthers() throws Exception {
        Installation installation = Installation.fresh();
        installation.asSuperuser(
                "UPDATE trunkline.tenant SET short_name = 'A', accent = '#A3195B' WHERE key = 'acme'");
        Brandings brandings = new Brandings(installation.tenants());

        assertEquals(new Branding("A", "#A3195B"), as(installation, brandings, "acme"));
        assertEquals(new Branding(null, null), as(installation, brandings, "globex"));
    }

    private static Branding as(Installation installation, Brandings brandings, String tenant) {
        return TenantRunner.call(installation.session("agent1", tenant), brandings::current);
    }
}
