package io.trunkline.core.importing.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.trunkline.core.Json;
import io.trunkline.core.importing.ImportFinding;
import io.trunkline.core.importing.ImportFinding.Severity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The stored rows of imported files.
@ApplicationScoped
public class ImportRows {

    private static final TypeReference<List<String>> CELLS = new TypeReference<>() {};
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    /// @param severity with what was found by comparing rows
    record Stored(long line, List<String> cells, @Nullable Severity severity, boolean unmatched) {}

    /// @param outcome `CREATED`, `UPDATED`, `UNCHANGED` or `REFUSED`
    record Result(long line, String outcome, @Nullable Long customer) {}

    void insert(Handle handle, int tenant, long id, List<CsvFile.Row> raw, List<ParsedRow> parsed) {
        List<Map<String, Object>> rows = parsedRows(parsed);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).put("cells", raw.get(i).cells());
        }
        handle.createUpdate(
                        """
                        INSERT INTO trunkline.import_row (tenant_id, import_id, line, cells, external_number,
                               e164, id_number, severity, findings, unmatched)
                        SELECT :tenant, :id, r.line, r.cells, r.number, r.e164, r.id_number, r.severity,
                               r.findings, r.unmatched
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (line bigint, cells jsonb,
                               number text, e164 text, id_number text, severity text, findings jsonb,
                               unmatched boolean)
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("rows", Json.write(rows))
                .execute();
    }

    /// The planner must know of rows that were stored just now: otherwise it takes any index that
    /// begins with tenant and import for as good as the right one.
    void analyze(Handle handle) {
        handle.execute("ANALYZE trunkline.import_row");
    }

    void reparsed(Handle handle, int tenant, long id, List<ParsedRow> parsed) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_row t
                           SET external_number = r.number, e164 = r.e164, id_number = r.id_number,
                               severity = r.severity, findings = r.findings, unmatched = r.unmatched, outcome = NULL
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r (line bigint,
                               number text, e164 text, id_number text, severity text, findings jsonb,
                               unmatched boolean)
                         WHERE t.tenant_id = :tenant AND t.import_id = :id AND t.line = r.line
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("rows", Json.write(parsedRows(parsed)))
                .execute();
    }

    private static List<Map<String, Object>> parsedRows(List<ParsedRow> parsed) {
        List<Map<String, Object>> rows = new ArrayList<>(parsed.size());
        for (ParsedRow row : parsed) {
            Map<String, Object> values = new HashMap<>();
            values.put("line", row.line());
            values.put("number", row.number());
            values.put("e164", row.e164());
            values.put("id_number", row.idNumber());
            values.put("severity", row.severity());
            values.put("findings", row.findings());
            values.put("unmatched", row.unit() == null);
            rows.add(values);
        }
        return rows;
    }

    List<Stored> after(
            Handle handle, int tenant, long id, long line, boolean notApplied, int limit) {
        return handle.createQuery(
                        """
                        SELECT line, cells, severity, unmatched FROM trunkline.import_row
                         WHERE tenant_id = :tenant AND import_id = :id AND line > :line
                        """
                                + (notApplied ? " AND NOT applied" : "")
                                + " ORDER BY line LIMIT :limit")
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("line", line)
                .bind("limit", limit)
                .map((row, context) ->
                        new Stored(
                                row.getLong(1),
                                Json.read(row.getString(2), CELLS),
                                row.getString(3) == null
                                        ? null
                                        : Severity.valueOf(row.getString(3)),
                                row.getBoolean(4)))
                .list();
    }

    /// Refuses rows whose external number an earlier row has.
    void refuseRepeatedNumbers(Handle handle, int tenant, long id) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_row r
                           SET severity = 'REFUSED', findings = r.findings || jsonb_build_array(jsonb_build_object(
                               'severity', 'REFUSED', 'field', 'EXTERNAL_NUMBER', 'reason', 'number-repeated',
                               'value', r.external_number))
                          FROM (SELECT line, row_number() OVER (PARTITION BY external_number ORDER BY line) AS nth
                                  FROM trunkline.import_row
                                 WHERE tenant_id = :tenant AND import_id = :id
                                   AND severity IS DISTINCT FROM 'REFUSED') n
                         WHERE r.tenant_id = :tenant AND r.import_id = :id AND r.line = n.line AND n.nth > 1
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .execute();
    }

    /// Warns of phones an earlier row has, or a customer whom this file does not tell about in the
    /// same way: importing a file again warns of the same rows.
    void warnOfKnownPhones(Handle handle, int tenant, long id, int phoneColumn) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_row r
                           SET severity = 'WARNED', findings = r.findings || jsonb_build_array(jsonb_build_object(
                               'severity', 'WARNED', 'field', 'PHONE', 'reason', 'phone-duplicate',
                               'value', coalesce(btrim(r.cells ->> :column), '')))
                          FROM (SELECT line, e164, external_number,
                                       row_number() OVER (PARTITION BY e164 ORDER BY line) AS nth
                                  FROM trunkline.import_row
                                 WHERE tenant_id = :tenant AND import_id = :id AND e164 IS NOT NULL
                                   AND severity IS DISTINCT FROM 'REFUSED') n
                         WHERE r.tenant_id = :tenant AND r.import_id = :id AND r.line = n.line
                           AND (n.nth > 1 OR EXISTS (
                                SELECT FROM trunkline.customer_phone p
                                  JOIN trunkline.customer c ON c.tenant_id = :tenant AND c.id = p.customer_id
                                 WHERE p.tenant_id = :tenant AND p.e164 = n.e164
                                   AND c.external_number <> n.external_number
                                   AND NOT EXISTS (
                                       SELECT FROM trunkline.import_row o
                                        WHERE o.tenant_id = :tenant AND o.import_id = :id
                                          AND o.external_number = c.external_number AND o.e164 = n.e164)))
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("column", phoneColumn)
                .execute();
    }

    /// The same for numbers of identity documents.
    void warnOfKnownIdNumbers(Handle handle, int tenant, long id, int idNumberColumn) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_row r
                           SET severity = 'WARNED', findings = r.findings || jsonb_build_array(jsonb_build_object(
                               'severity', 'WARNED', 'field', 'ID_NUMBER', 'reason', 'id-number-duplicate',
                               'value', coalesce(btrim(r.cells ->> :column), '')))
                          FROM (SELECT line, id_number, external_number,
                                       row_number() OVER (PARTITION BY id_number ORDER BY line) AS nth
                                  FROM trunkline.import_row
                                 WHERE tenant_id = :tenant AND import_id = :id AND id_number IS NOT NULL
                                   AND severity IS DISTINCT FROM 'REFUSED') n
                         WHERE r.tenant_id = :tenant AND r.import_id = :id AND r.line = n.line
                           AND (n.nth > 1 OR EXISTS (
                                SELECT FROM trunkline.customer c
                                 WHERE c.tenant_id = :tenant AND c.id_number = n.id_number
                                   AND c.external_number <> n.external_number
                                   AND NOT EXISTS (
                                       SELECT FROM trunkline.import_row o
                                        WHERE o.tenant_id = :tenant AND o.import_id = :id
                                          AND o.external_number = c.external_number
                                          AND o.id_number = n.id_number)))
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("column", idNumberColumn)
                .execute();
    }

    void results(Handle handle, int tenant, long id, List<Result> results, boolean applied) {
        handle.createUpdate(
                        """
                        UPDATE trunkline.import_row t
                           SET outcome = r.outcome, customer_id = r.customer, applied = :applied
                          FROM jsonb_to_recordset(CAST(:rows AS jsonb))
                               AS r (line bigint, outcome text, customer bigint)
                         WHERE t.tenant_id = :tenant AND t.import_id = :id AND t.line = r.line
                        """)
                .bind("tenant", tenant)
                .bind("id", id)
                .bind("applied", applied)
                .bind("rows", Json.write(results))
                .execute();
    }

    /// Whole rows in their order, until there are as many findings as wanted: the last row may
    /// bring a few more.
    public List<ImportFinding> findings(
            Handle handle, int tenant, long id, long afterRow, int limit) {
        List<List<ImportFinding>> rows =
                handle.createQuery(
                                """
                                SELECT line, findings FROM trunkline.import_row
                                 WHERE tenant_id = :tenant AND import_id = :id AND severity IS NOT NULL
                                   AND line > :after
                                 ORDER BY line LIMIT :limit
                                """)
                        .bind("tenant", tenant)
                        .bind("id", id)
                        .bind("after", afterRow)
                        .bind("limit", limit)
                        .map((row, context) -> {
                            long line = row.getLong(1);
                            return Json.read(row.getString(2), FINDINGS).stream()
                                    .map(finding -> of(line, finding))
                                    .toList();
                        })
                        .list();
        List<ImportFinding> found = new ArrayList<>();
        for (List<ImportFinding> row : rows) {
            if (found.size() >= limit) {
                break;
            }
            found.addAll(row);
        }
        return found;
    }

    private static ImportFinding of(long line, Finding finding) {
        return new ImportFinding(
                line, finding.severity(), finding.field(), finding.reason(), finding.value());
    }
}
