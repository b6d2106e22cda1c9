package io.trunkline.ui.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.vaadin.flow.router.QueryParameters;
import io.trunkline.core.customer.CustomerQuery;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerListStateTest {

    @Test
    void anAddressBringsTheSameListBack() {
        CustomerListState state =
                CustomerListState.ALL
                        .withQuery(" 张 ")
                        .withUnit(12L)
                        .withOwner(7L)
                        .withAgreementEnd(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 31));
        assertEquals(state, CustomerListState.of(state.parameters()));
        assertEquals("张", state.query());
        assertEquals(CustomerQuery.Sort.AGREEMENT_END, state.sort());
    }

    @Test
    void valuesThatMakeNoSenseAreLeftOut() {
        QueryParameters parameters =
                QueryParameters.simple(
                        Map.of(
                                "district", "twelve",
                                "owner", "99999999999999999999999",
                                "agreementEndFrom", "2026-02-30",
                                "sort", "phone"));
        assertEquals(CustomerListState.ALL, CustomerListState.of(parameters));
    }
}
