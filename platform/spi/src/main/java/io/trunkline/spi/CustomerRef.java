package io.trunkline.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What dispatch needs of a customer, without anything a field policy could hide.
public record CustomerRef(
        long id, long orgUnitId, @Nullable Long ownerId, @Nullable LocalDate agreementEnd) {}
