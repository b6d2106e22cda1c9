package io.trunkline.ui.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.data.provider.Query;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerPage;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.spi.CustomerFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CustomerRowsTest {

    private final Numbered numbered = new Numbered(7_043);
    private final CustomerRows rows = new CustomerRows(numbered);

    @Test
    void theFirstPageIsFetchedWithTheList() {
        rows.show(CustomerListState.ALL);
        assertEquals(Arrays.asList((String) null), numbered.asked);
        assertEquals(LongStream.range(0, 100).boxed().toList(), ids(0, 100));
        assertEquals(1, numbered.asked.size());
    }

    @Test
    void scrollingOnFollowsTheCursors() {
        rows.show(CustomerListState.ALL);
        assertEquals(LongStream.range(50, 250).boxed().toList(), ids(50, 200));
        assertEquals(Arrays.asList(null, "100", "200"), numbered.asked);
    }

    @Test
    void aJumpWalksOnceAndThenKnowsTheWay() {
        rows.show(CustomerListState.ALL);
        assertEquals(LongStream.range(7_000, 7_043).boxed().toList(), ids(7_000, 100));
        assertEquals(71, numbered.asked.size());
        assertEquals(LongStream.range(3_000, 3_010).boxed().toList(), ids(3_000, 10));
        assertEquals(72, numbered.asked.size());
    }

    @Test
    void aListThatShrankMeanwhileEndsWithoutAnError() {
        rows.show(CustomerListState.ALL);
        numbered.size = 150;
        assertTrue(ids(300, 100).isEmpty());
    }

    @Test
    void moreThanTheMostAreNotShown() {
        numbered.size = 50_000;
        rows.show(CustomerListState.ALL);
        assertEquals(CustomerRows.MOST, rows.size());
        assertTrue(rows.count() > CustomerRows.MOST);
    }

    private List<Long> ids(int offset, int limit) {
        return rows.fetch(new Query<>(offset, limit, List.of(), null, null))
                .map(row -> row.customer().id())
                .toList();
    }

    /// Customers 0, 1, 2… whose cursors are their ids.
    private static final class Numbered implements CustomerRows.Source {

        private final List<String> asked = new ArrayList<>();
        private int size;

        Numbered(int size) {
            this.size = size;
        }

        @Override
        public long count(CustomerFilter filter) {
            return Math.min(size, CustomerRows.MOST + 1);
        }

        @Override
        public CustomerPage page(CustomerQuery query) {
            asked.add(query.after());
            long first = query.after() == null ? 0 : Long.parseLong(query.after());
            long last = Math.min(first + query.limit(), size);
            return new CustomerPage(
                    LongStream.range(first, last).mapToObj(Numbered::customer).toList(),
                    last < size ? Long.toString(last) : null);
        }

        @Override
        public CustomerNames.Of names(List<Customer> customers) {
            return new CustomerNames.Of(Map.of(), Map.of());
        }

        private static Customer customer(long id) {
            return new Customer(
                    id,
                    "N-" + id,
                    "Customer " + id,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    1,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH);
        }
    }
}
