package io.trunkline.rest.operator;

import io.trunkline.tenancy.config.TenantConfigProblem;
import java.util.List;
import java.util.Locale;

/// What is wrong in a tenant's file.
///
/// @param file its path below the folder, for example `tenants/wuhan.yaml`
/// @param line counted from 1; 0 where no line is to blame
/// @param text which key, what is expected there; in the language the request asks for
public record FileProblemJson(String file, int line, String text) {

    static List<FileProblemJson> of(List<TenantConfigProblem> problems, Locale locale) {
        return problems.stream()
                .map(one -> new FileProblemJson(one.file(), one.line(), one.text(locale)))
                .toList();
    }
}
