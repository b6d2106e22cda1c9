package io.trunkline.ui.customer;

import io.trunkline.core.customer.Customer;

/// A line of the customer list.
///
/// @param index position in the list, from 0
/// @param unit name of the unit responsible
/// @param owner name of the member responsible, empty for none
record CustomerRow(int index, Customer customer, String unit, String owner) {}
