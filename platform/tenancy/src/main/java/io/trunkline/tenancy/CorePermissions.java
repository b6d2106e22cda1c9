package io.trunkline.tenancy;

import io.trunkline.spi.Permission;
import java.util.Set;

/// The operations of the platform itself.
public final class CorePermissions {

    public static final Permission CUSTOMER_VIEW = new Permission("customer.view");
    public static final Permission CUSTOMER_CREATE = new Permission("customer.create");
    public static final Permission CUSTOMER_EDIT = new Permission("customer.edit");
    public static final Permission CUSTOMER_IMPORT = new Permission("customer.import");
    public static final Permission CUSTOMER_ALLOCATE = new Permission("customer.allocate");
    public static final Permission CUSTOMER_DIAL = new Permission("customer.dial");
    public static final Permission AUDIT_VIEW = new Permission("audit.view");

    public static final Set<Permission> ALL =
            Set.of(
                    CUSTOMER_VIEW,
                    CUSTOMER_CREATE,
                    CUSTOMER_EDIT,
                    CUSTOMER_IMPORT,
                    CUSTOMER_ALLOCATE,
                    CUSTOMER_DIAL,
                    AUDIT_VIEW);

    private CorePermissions() {}
}
