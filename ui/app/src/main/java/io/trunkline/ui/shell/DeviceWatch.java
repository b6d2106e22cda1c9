package io.trunkline.ui.shell;

import io.trunkline.tenancy.Sessions;
import io.trunkline.tenancy.access.DeviceRevocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// Pages whose device was revoked while they only lay open load anew, so that they say why they
/// show nothing more. Requests are refused by themselves. For who is let in by any device a
/// revocation means nothing.
@ApplicationScoped
class DeviceWatch implements PageGuard {

    private final DeviceRevocations revocations;
    private final Sessions sessions;

    @Inject
    DeviceWatch(DeviceRevocations revocations, Sessions sessions) {
        this.revocations = revocations;
        this.sessions = sessions;
    }

    @Override
    public Stay judge(OpenPage page) {
        String device = page.device();
        Long member = page.member();
        if (device == null
                || member == null
                || !revocations.isRevoked(page.tenant(), member, device)) {
            return Stay.YES;
        }
        return sessions.limits(page.tenantKey(), page.username()).askForDevice()
                ? Stay.RELOADED
                : Stay.YES;
    }
}
