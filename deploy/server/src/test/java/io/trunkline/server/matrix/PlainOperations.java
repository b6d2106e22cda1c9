package io.trunkline.server.matrix;

import java.util.List;

/// Operations that are about no customer in particular: called as they stand, with an id that
/// nothing has. Who lacks the permission is refused, and whatever is answered shows no customer out
/// of reach and no field that is not seen.
final class PlainOperations {

    private static final String NOBODY = "4611686018427387904";

    /// Method, path, permission (`-` for membership alone, `~` where a member can be refused for
    /// another reason than a permission), body.
    private static final String TABLE =
            """
            GET    /exports                                 customer.export
            POST   /exports                                 customer.export
            GET    /exports/{id}                            customer.export
            GET    /exports/{id}/file                       customer.export
            POST   /exports/{id}/cancel                     customer.export        {}
            GET    /imports                                 customer.import
            GET    /imports/{id}                            customer.import
            PUT    /imports/{id}/mapping                    customer.import        {"fields":{"0":"EXTERNAL_NUMBER"}}
            POST   /imports/{id}/start                      customer.import        {}
            POST   /imports/{id}/cancel                     customer.import        {}
            GET    /imports/{id}/errors                     customer.import
            GET    /me                                      -
            GET    /usage                                   tenant.settings
            GET    /org-units                               -
            POST   /org-units                               org.edit               {"parentId":"1","kind":"TEAM","name":"New"}
            PUT    /org-units/{id}                          org.edit               {"name":"Other","version":1}
            POST   /org-units/{id}/move                     org.edit               {"parentId":"1","version":1}
            DELETE /org-units/{id}?version=1                org.edit
            GET    /members?permission=customer.view        -
            GET    /members/{id}                            -
            POST   /members                                 member.manage          {"username":"x.y","name":"X","orgUnitId":"1","version":1}
            PUT    /members/{id}                            member.manage          {"username":"x.y","name":"X","orgUnitId":"1","version":1}
            POST   /members/{id}/disable                    member.manage          {"version":1}
            POST   /members/{id}/enable                     member.manage          {"version":1}
            POST   /members/{id}/invitation                 member.manage          {}
            POST   /members/{id}/password                   member.manage          {}
            GET    /members/{id}/handover                   member.manage
            POST   /members/{id}/handover                   member.manage          {"work":true}
            GET    /positions                               member.manage
            POST   /positions                               role.manage            {}
            PUT    /positions/{id}                          role.manage            {"key":"x","name":"X","version":1}
            DELETE /positions/{id}?version=1                role.manage
            GET    /permissions                             role.manage
            GET    /roles                                   role.manage
            POST   /roles                                   role.manage            {"name":"Someone new","rows":"TEAM","version":0}
            GET    /roles/{id}                              role.manage
            PUT    /roles/{id}                              role.manage            {"name":"X","rows":"TEAM","version":0}
            DELETE /roles/{id}?version=0                    role.manage
            GET    /access-limits                           tenant.settings
            PUT    /access-limits/{role}                    tenant.settings        {"version":0}
            GET    /modules                                 tenant.settings
            POST   /modules/{plugin}/enable                 tenant.settings        {"version":0}
            POST   /modules/{plugin}/disable                tenant.settings        {"version":0}
            PUT    /modules/{plugin}/settings               tenant.settings        {"version":0,"values":{}}
            GET    /access-devices                          tenant.settings
            PUT    /access-devices/{id}                     tenant.settings        {"version":0}
            POST   /access-devices/{id}/approve             tenant.settings        {"version":0}
            POST   /access-devices/{id}/revoke              tenant.settings        {"version":0}
            GET    /service-accounts                        service-account.manage
            POST   /service-accounts                        service-account.manage {}
            POST   /service-accounts/{id}/secret            service-account.manage {}
            DELETE /service-accounts/{id}                   service-account.manage
            GET    /sign-in-provider                        role.manage
            PUT    /sign-in-provider                        role.manage            {"issuer":"https://idp.invalid","clientId":"trunkline"}
            DELETE /sign-in-provider                        role.manage
            GET    /sign-ins                                member.manage
            GET    /sign-ins/mine                           -
            DELETE /sign-ins/{id}                           ~
            DELETE /sign-ins/members/{id}                   member.manage
            GET    /notifications                           -
            POST   /notifications/{id}/read                 -                      {}
            POST   /notifications/read-all                  -                      {"upTo":"1"}
            GET    /notifications/settings                  -
            PUT    /notifications/settings                  -                      {"quiet":true,"version":777}
            GET    /reminders                               -
            POST   /reminders                               -                      {}
            GET    /reminders/{id}                          -
            PUT    /reminders/{id}                          -                      {"note":"X","dueAt":"2037-06-01T01:00:00Z","version":1}
            POST   /reminders/{id}/snooze                   -                      {"dueAt":"2037-06-01T01:00:00Z"}
            POST   /reminders/{id}/done                     -                      {}
            GET    /approvals                               -
            GET    /approvals/{id}                          -
            POST   /approvals/{id}/decide                   ~                      {"step":0,"approved":true,"comment":""}
            POST   /approvals/{id}/withdraw                 ~                      {}
            GET    /approvals/stand-in                      -
            PUT    /approvals/stand-in                      -                      {}
            DELETE /approvals/stand-in                      -
            GET    /approvals/rules                         approval.configure
            PUT    /approvals/rules                         approval.configure     {"source":"none","kind":"none","steps":[],"version":0}
            GET    /audit                                   audit.view
            GET    /audit/verification                      audit.view
            POST   /audit/{id}/restore                      audit.restore          {"version":1}
            GET    /audit/retention                         ~
            PUT    /audit/retention                         tenant.settings        {"auditMonths":36,"binDays":90,"version":0}
            GET    /bin/customers                           ~
            POST   /bin/customers/{id}/restore              ~                      {}
            """;

    private PlainOperations() {}

    static List<Operation> all() {
        return TABLE.lines().map(PlainOperations::read).toList();
    }

    private static Operation read(String line) {
        String[] words = line.strip().split("\\s+", 4);
        String method = words[0];
        String address = words[1];
        String permission = words[2].length() == 1 ? null : words[2];
        String body = words.length == 4 ? words[3] : null;
        String path = "/api/v1" + address.replaceAll("\\{[a-z]+}", NOBODY);
        Call call = body == null ? Call.of(method, path) : Call.of(method, path, body);
        Call asked = words[2].equals("~") ? call.orRefused() : call;
        return new Operation(
                method + " /api/v1" + address.replaceAll("\\?.*", ""),
                permission,
                (world, person) -> List.of(asked));
    }
}
