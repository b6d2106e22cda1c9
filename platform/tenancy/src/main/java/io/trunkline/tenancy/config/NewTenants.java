package io.trunkline.tenancy.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trunkline.tenancy.IdGenerator;
import io.trunkline.tenancy.config.TenantDeclaration.Branding;
import io.trunkline.tenancy.config.TenantDeclaration.District;
import io.trunkline.tenancy.config.TenantDeclaration.Module;
import io.trunkline.tenancy.config.TenantDeclaration.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Makes a tenant from a draft: default roles, a tree, one administrator.
@ApplicationScoped
public class NewTenants {

    /// Role of the first administrator.
    public static final String ADMINISTRATOR = "admin";

    private final IdGenerator ids;
    private final TenantsConfig config;

    @Inject
    public NewTenants(IdGenerator ids, TenantsConfig config) {
        this.ids = ids;
        this.config = config;
    }

    /// @param handle of the schema's owner, which has entered no tenant
    /// @return the new tenant's id, empty when the key is or was another's
    public Optional<Integer> create(Handle handle, TenantDraft draft) {
        TenantDeclaration declaration =
                new TenantDeclaration(
                        draft.key(),
                        draft.name(),
                        draft.locale(),
                        draft.zone(),
                        new Branding(null, null),
                        List.of(),
                        draft.name(),
                        draft.districts().stream()
                                .map(name -> new District(name, List.of(), List.of()))
                                .toList(),
                        new TenantConfigLoader().defaultRoles(config.folder()),
                        List.of(
                                new Person(
                                        draft.administrator().username(),
                                        draft.administrator().displayName(),
                                        "/",
                                        List.of(ADMINISTRATOR))),
                        draft.plugins().stream()
                                .map(id ->
                                        new Module(id, true, JsonNodeFactory.instance.objectNode()))
                                .toList(),
                        Collections.emptySortedMap());
        return new TenantCreation(handle, ids, declaration).run(false);
    }
}
