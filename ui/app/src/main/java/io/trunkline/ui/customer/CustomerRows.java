package io.trunkline.ui.customer;

import com.vaadin.flow.data.provider.AbstractBackEndDataProvider;
import com.vaadin.flow.data.provider.Query;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerPage;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.spi.CustomerFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the offsets a grid asks for into keyset pages: the cursor of every page once passed is
/// kept, so that no query skips rows, and the pages last used are kept for scrolling back and
/// forth. A jump far down walks the pages between, at most [#MOST] rows.
final class CustomerRows extends AbstractBackEndDataProvider<CustomerRow, Void> {

    /// Where the rows come from.
    interface Source {

        /// Up to 10,000; more is returned as 10,001.
        long count(CustomerFilter filter);

        CustomerPage page(CustomerQuery query);

        CustomerNames.Of names(List<Customer> customers);
    }

    /// Rows a list shows at most; beyond, a person narrows the search.
    static final int MOST = 10_000;

    static final int PAGE = 100;
    private static final int KEPT_PAGES = 6;

    private final transient Source source;
    private final List<@Nullable String> cursors = new ArrayList<>();
    private final transient Map<Integer, List<CustomerRow>> pages = new LinkedHashMap<>();
    private CustomerListState state = CustomerListState.ALL;
    private long count;

    CustomerRows(Source source) {
        this.source = source;
    }

    /// Shows another list, its first page fetched at once, so that what fails fails here.
    void show(CustomerListState other) {
        state = other;
        cursors.clear();
        cursors.add(null);
        pages.clear();
        count = source.count(state.filter());
        if (count > 0) {
            page(0);
        }
        refreshAll();
    }

    /// How many customers match; more than [#MOST] means: that many or more.
    long count() {
        return count;
    }

    CustomerRow row(int index) {
        return page(index / PAGE).get(index % PAGE);
    }

    int size() {
        return (int) Math.min(count, MOST);
    }

    @Override
    public Object getId(CustomerRow row) {
        return row.customer().id();
    }

    @Override
    protected Stream<CustomerRow> fetchFromBackEnd(Query<CustomerRow, Void> query) {
        int first = query.getOffset();
        int last = Math.min(first + query.getLimit(), size());
        return IntStream.range(first, last)
                .boxed()
                .flatMap(index -> {
                    List<CustomerRow> page = page(index / PAGE);
                    int place = index % PAGE;
                    return place < page.size()
                            ? Stream.of(page.get(place))
                            : Stream.<CustomerRow>empty();
                });
    }

    @Override
    protected int sizeInBackEnd(Query<CustomerRow, Void> query) {
        return size();
    }

    private List<CustomerRow> page(int number) {
        List<CustomerRow> kept = pages.get(number);
        if (kept != null) {
            return kept;
        }
        for (int reached = cursors.size() - 1; reached < number; reached++) {
            if (fetch(reached).isEmpty() || cursors.size() - 1 == reached) {
                return List.of();
            }
        }
        return fetch(number);
    }

    private List<CustomerRow> fetch(int number) {
        CustomerPage page =
                source.page(
                        new CustomerQuery(
                                state.filter(), null, state.sort(), cursors.get(number), PAGE));
        if (page.next() != null && cursors.size() == number + 1) {
            cursors.add(page.next());
        }
        List<CustomerRow> rows = rows(number * PAGE, page.customers());
        pages.put(number, rows);
        if (pages.size() > KEPT_PAGES) {
            pages.remove(pages.keySet().iterator().next());
        }
        return rows;
    }

    private List<CustomerRow> rows(int first, List<Customer> page) {
        CustomerNames.Of of = source.names(page);
        return IntStream.range(0, page.size())
                .mapToObj(index -> {
                    Customer customer = page.get(index);
                    return new CustomerRow(
                            first + index, customer, of.unit(customer), of.owner(customer));
                })
                .toList();
    }
}
