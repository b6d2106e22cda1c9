package io.trunkline.tenancy.config;

/// What is wrong in a tenant's file, for the person who wrote it.
///
/// @param file its path below the folder, for example `tenants/wuhan.yaml`
/// @param line counted from 1; 0 where no line is to blame
/// @param text which key, what is expected there
public record TenantConfigProblem(String file, int line, String text) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + text : file + ":" + line + ": " + text;
    }
}
