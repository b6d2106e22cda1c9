package io.trunkline.spi;

import java.util.Currency;

/// An amount in the currency's minor unit (fen, cents).
public record Money(long minorUnits, Currency currency) {}
