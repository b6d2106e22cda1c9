package io.trunkline.spi;

/// An import of customers has ended. Sent once for the whole import, beside one [CustomerChanged]
/// for each customer that differs.
///
/// @param importId the import, for a [CustomerFilter]
/// @param created new customers
/// @param updated customers that differ now
public record CustomersImported(long importId, long created, long updated) implements Event {

    @Override
    public long customerId() {
        return 0;
    }
}
