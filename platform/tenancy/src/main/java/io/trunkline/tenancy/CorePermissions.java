package io.trunkline.tenancy;

import io.trunkline.spi.Permission;
import java.util.List;
import java.util.Set;

/// The operations of the platform itself.
public final class CorePermissions {

    public static final Permission CUSTOMER_VIEW = new Permission("customer.view");
    public static final Permission CUSTOMER_CREATE = new Permission("customer.create");
    public static final Permission CUSTOMER_EDIT = new Permission("customer.edit");

    /// Moves a customer to the bin.
    public static final Permission CUSTOMER_DELETE = new Permission("customer.delete");

    public static final Permission CUSTOMER_EXPORT = new Permission("customer.export");

    /// Shows a masked value in full, with a reason that is kept.
    public static final Permission CUSTOMER_UNMASK = new Permission("customer.unmask");

    public static final Permission CUSTOMER_IMPORT = new Permission("customer.import");
    public static final Permission CUSTOMER_ALLOCATE = new Permission("customer.allocate");
    public static final Permission CUSTOMER_DIAL = new Permission("customer.dial");

    /// Edits the tree; tenant-wide.
    public static final Permission ORG_EDIT = new Permission("org.edit");

    /// Members within the own org units.
    public static final Permission MEMBER_MANAGE = new Permission("member.manage");

    /// Roles and what they grant: full trust within the tenant.
    public static final Permission ROLE_MANAGE = new Permission("role.manage");

    public static final Permission AUDIT_VIEW = new Permission("audit.view");

    /// Restores what was changed or deleted.
    public static final Permission AUDIT_RESTORE = new Permission("audit.restore");

    /// Log-in limits, retention, sign-in provider, usage.
    public static final Permission TENANT_SETTINGS = new Permission("tenant.settings");

    public static final Permission SERVICE_ACCOUNT_MANAGE =
            new Permission("service-account.manage");
    public static final Permission APPROVAL_CONFIGURE = new Permission("approval.configure");

    /// In the order of the screens.
    public static final List<Permission> ORDERED =
            List.of(
                    CUSTOMER_VIEW,
                    CUSTOMER_CREATE,
                    CUSTOMER_EDIT,
                    CUSTOMER_DELETE,
                    CUSTOMER_EXPORT,
                    CUSTOMER_UNMASK,
                    CUSTOMER_IMPORT,
                    CUSTOMER_ALLOCATE,
                    CUSTOMER_DIAL,
                    ORG_EDIT,
                    MEMBER_MANAGE,
                    ROLE_MANAGE,
                    AUDIT_VIEW,
                    AUDIT_RESTORE,
                    TENANT_SETTINGS,
                    SERVICE_ACCOUNT_MANAGE,
                    APPROVAL_CONFIGURE);

    public static final Set<Permission> ALL = Set.copyOf(ORDERED);

    private CorePermissions() {}
}
