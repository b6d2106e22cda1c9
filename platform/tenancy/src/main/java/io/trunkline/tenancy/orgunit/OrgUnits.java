package io.trunkline.tenancy.orgunit;

import io.trunkline.spi.OrgUnit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The current tenant's tree. Small and read often: cached for a few seconds per tenant.
@ApplicationScoped
public class OrgUnits {

    /// Parents before children, siblings in their order.
    public List<OrgUnit> all() {
        throw new UnsupportedOperationException();
    }

    public Optional<OrgUnit> find(long id) {
        throw new UnsupportedOperationException();
    }

    public OrgUnit root() {
        throw new UnsupportedOperationException();
    }

    /// The unit and everything below it.
    public Set<Long> withDescendants(long id) {
        throw new UnsupportedOperationException();
    }

    /// The district a text from a file means, by name or one of its other names; blanks are
    /// ignored.
    public Optional<OrgUnit> districtNamed(String text) {
        throw new UnsupportedOperationException();
    }
}
