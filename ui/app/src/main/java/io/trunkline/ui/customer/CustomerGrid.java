package io.trunkline.ui.customer;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.trunkline.core.customer.Customer;
import io.trunkline.core.customer.CustomerQuery;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Narrow;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The lines of the customer list and the row under the keyboard.
final class CustomerGrid extends Grid<CustomerRow> {

    private final Formats formats = Screens.formats();
    private final transient CustomerRows rows;
    private final transient LongConsumer open;
    private final Map<CustomerQuery.Sort, Span> headers = new EnumMap<>(CustomerQuery.Sort.class);
    private String query = "";
    private int cursor = -1;

    CustomerGrid(CustomerRows rows, LongConsumer open) {
        this.rows = rows;
        this.open = open;
        addThemeVariants(GridVariant.AURA_NO_BORDER);
        addClassName("tl-customers");
        setSelectionMode(SelectionMode.NONE);
        setPageSize(CustomerRows.PAGE);
        setSizeFull();
        addColumns();
        Narrow.keep(this, 0, 2);
        setPartNameGenerator(row -> row.index() == cursor ? "cursor" : null);
        addItemClickListener(click -> open(click.getItem().index()));
        setItems(rows);
    }

    /// After the rows changed: back to the top, matches of the query marked.
    void shown(CustomerListState state) {
        query = state.query();
        cursor = -1;
        headers.forEach((sort, header) -> {
            boolean sorted = sort == state.sort();
            header.setClassName("tl-sorted", sorted);
        });
    }

    void move(int steps) {
        if (rows.size() == 0) {
            return;
        }
        int before = cursor;
        cursor = Math.clamp((long) cursor + steps, 0, rows.size() - 1);
        if (before >= 0) {
            getDataProvider().refreshItem(rows.row(before));
        }
        getDataProvider().refreshItem(rows.row(cursor));
        getElement()
                .executeJs(
                        "const first = this._firstVisibleIndex, last = this._lastVisibleIndex;"
                                + "if ($0 <= first) this.scrollToIndex($0);"
                                + "else if ($0 >= last - 1)"
                                + " this.scrollToIndex(Math.max(0, $0 - (last - first) + 2));",
                        cursor);
    }

    /// The row under the keyboard.
    Optional<CustomerRow> cursor() {
        return cursor >= 0 && cursor < rows.size()
                ? Optional.of(rows.row(cursor))
                : Optional.empty();
    }

    void openCursor() {
        if (cursor >= 0) {
            open(cursor);
        }
    }

    private void open(int index) {
        open.accept(rows.row(index).customer().id());
    }

    private void addColumns() {
        addColumn(
                        LitRenderer.<CustomerRow>of(
                                        "<vaadin-icon class='tl-icon tl-row-icon'"
                                                + " src='trunkline-icons.svg' symbol='user'>"
                                                + "</vaadin-icon>"
                                                + "<a class='tl-row-link' href='${item.href}'>"
                                                + "<mark>${item.match}</mark>${item.rest}</a>")
                                .withProperty("href", row -> "customers/" + row.customer().id())
                                .withProperty("match", row -> match(row.customer().name()))
                                .withProperty(
                                        "rest",
                                        row -> {
                                            String name = row.customer().name();
                                            return name.substring(match(name).length());
                                        }))
                .setHeader(header("customer.column.name", CustomerQuery.Sort.NAME))
                .setFlexGrow(2)
                .setWidth("150px");
        text("customer.column.number", "130px", row -> row.customer().externalNumber())
                .setPartNameGenerator(row -> "quiet");
        text("customer.column.phone", "128px", row -> phone(row.customer()));
        text("customer.column.district", "96px", CustomerRow::unit);
        text("customer.column.owner", "88px", CustomerRow::owner);
        text("customer.column.agreement", "120px", row -> orDash(row.customer().agreementType()));
        addColumn(
                        LitRenderer.<CustomerRow>of(
                                        "<span class='tl-due ${item.tone}'><vaadin-icon"
                                                + " class='tl-icon' src='trunkline-icons.svg'"
                                                + " symbol='${item.icon}'"
                                                + " ?hidden=${!item.icon}></vaadin-icon>"
                                                + "<span>${item.date}</span><span"
                                                + " class='tl-days'>${item.days}</span></span>")
                                .withProperty("tone", row -> due(row).tone())
                                .withProperty("icon", row -> due(row).icon())
                                .withProperty(
                                        "date",
                                        row -> {
                                            LocalDate end = row.customer().agreementEnd();
                                            return end == null ? "–" : formats.date(end);
                                        })
                                .withProperty("days", row -> due(row).days()))
                .setHeader(
                        header("customer.column.agreement-end", CustomerQuery.Sort.AGREEMENT_END))
                .setFlexGrow(1)
                .setWidth("176px");
        text("customer.column.charge", "96px", row -> charge(row.customer()))
                .setTextAlign(ColumnTextAlign.END);
        addColumn(
                        LitRenderer.<CustomerRow>of("${item.updated}")
                                .withProperty("updated", row -> updated(row.customer())))
                .setHeader(Screens.text("customer.column.updated"))
                .setPartNameGenerator(row -> "quiet")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(0)
                .setWidth("100px");
    }

    private Column<CustomerRow> text(
            String key, String width, ValueProvider<CustomerRow, String> value) {
        return addColumn(
                        LitRenderer.<CustomerRow>of(
                                        "<span title='${item.text}'>${item.text}</span>")
                                .withProperty("text", value))
                .setHeader(Screens.text(key))
                .setFlexGrow(1)
                .setWidth(width);
    }

    private Span header(String key, CustomerQuery.Sort sort) {
        Span header = new Span(Screens.text(key));
        headers.put(sort, header);
        return header;
    }

    private String match(String name) {
        boolean starts =
                !query.isEmpty()
                        && name.length() >= query.length()
                        && name.toLowerCase(Locale.ROOT).startsWith(query.toLowerCase(Locale.ROOT));
        return starts ? name.substring(0, query.length()) : "";
    }

    private AgreementDue due(CustomerRow row) {
        return AgreementDue.of(row.customer().agreementEnd(), formats);
    }

    private String charge(Customer customer) {
        return customer.monthlyCharge() == null ? "–" : formats.money(customer.monthlyCharge());
    }

    private String updated(Customer customer) {
        return formats.shortDate(customer.updatedAt().atZone(formats.zone()).toLocalDate());
    }

    private static String phone(Customer customer) {
        return customer.phones().isEmpty() ? "–" : customer.phones().getFirst().number();
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "–" : text;
    }
}
