package __package__;

/// What was written about a customer.
///
/// @param customer the customer's name
public record Note(long customerId, String customer, String text) {}
