package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.pluginhost.PluginFailedException;
import io.trunkline.spi.PluginException;
import io.trunkline.spi.StandardErrorCode;
import io.trunkline.tenancy.serviceaccount.ServiceAccountError;
import io.trunkline.tenancy.tenant.TenantError;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void codesOfOneNameAreToldByTheirOwnTexts() {
        var tenant = Failure.of(new PluginException(TenantError.KEY_TAKEN, "acme"), Locale.UK);
        var machine = Failure.of(new PluginException(ServiceAccountError.KEY_TAKEN), Locale.UK);
        assertTrue(tenant.message().contains("acme belongs or belonged"), tenant.message());
        assertTrue(machine.message().contains("machine client"), machine.message());
        assertEquals("KEY_TAKEN", tenant.code());
    }

    @Test
    void aPluginsFaultHasTheNumberItIsLoggedUnder() {
        var fault = Failure.of(new PluginFailedException("4d8fe8981867"), Locale.UK);
        assertEquals("INTERNAL · 4d8fe8981867", fault.code());
        assertTrue(fault.fault());
    }

    @Test
    void aFaultTellsAReferenceAndNothingElse() {
        var fault = Failure.of(new IllegalStateException("secret"), Locale.UK);
        assertTrue(fault.fault());
        assertTrue(fault.code().startsWith("INTERNAL · "), fault.code());
        assertTrue(!fault.message().contains("secret"), fault.message());
        assertTrue(
                Failure.of(new PluginException(StandardErrorCode.STALE), Locale.UK)
                        .code()
                        .equals("STALE"));
    }
}
