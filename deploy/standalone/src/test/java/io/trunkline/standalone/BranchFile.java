package io.trunkline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The branch company's customer export, read here without any of the product's code: what the
/// product makes of it is compared with this.
record BranchFile(Path path, List<Row> rows) {
    /// What each district may be called in the file, by `tenants-config`.
    private static final Map<String, String> DISTRICTS =
            Map.ofEntries(
                    Map.entry("金水区", "金水区"),
                    Map.entry("金水", "金水区"),
                    Map.entry("二七区", "二七区"),
                    Map.entry("中原区", "中原区"),
                    Map.entry("郑东新区", "郑东新区"),
                    Map.entry("东区", "郑东新区"),
                    Map.entry("管城回族区", "管城回族区"),
                    Map.entry("高新区", "高新区"),
                    Map.entry("惠济区", "惠济区"),
                    Map.entry("中牟县", "中牟县"),
                    Map.entry("新郑市", "新郑市"),
                    Map.entry("上街区", "上街区"));

    private static final Pattern CHINESE_NUMBER =
            Pattern.compile("1[3-9][0-9]{9}|0[0-9]{2,3}-[0-9]{7,8}");
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/]?(\\d{1,2})[-/]?(\\d{1,2})");

    /// @param line as a spreadsheet counts: the header is 1
    record Row(
            int line,
            String number,
            String name,
            String birthDate,
            String phone,
            String district,
            LocalDate agreementEnd) {

        boolean isRefused() {
            return name.isEmpty();
        }

        /// Empty for a customer whose district is not known.
        Optional<String> unit() {
            return Optional.ofNullable(DISTRICTS.get(district));
        }

        private Optional<String> dialled() {
            var bare = phone.replace(" ", "").replaceFirst("^\\+86", "");
            return CHINESE_NUMBER.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
        }

        private boolean hasImpossibleBirthDate() {
            if (birthDate.isEmpty()) {
                return false;
            }
            var parts = DATE.matcher(birthDate);
            if (!parts.matches()) {
                return true;
            }
            try {
                return LocalDate.of(part(parts, 1), part(parts, 2), part(parts, 3))
                        .isAfter(LocalDate.now(ZoneId.of("Asia/Shanghai")));
            } catch (DateTimeException e) {
                return true;
            }
        }

        private static int part(Matcher date, int group) {
            return Integer.parseInt(date.group(group));
        }
    }

    static BranchFile read() {
        var path =
                SharedStack.project()
                        .resolve("platform/core/src/test/resources/import/branch-customers.csv");
        try {
            var lines = Files.readAllLines(path);
            var headers = List.of(lines.getFirst().replace("\uFEFF", "").split(","));
            Function<String, Integer> column = headers::indexOf;
            var rows = new ArrayList<Row>();
            for (var line = 2; line <= lines.size(); line++) {
                var cells = lines.get(line - 1).split(",", -1);
                rows.add(
                        new Row(
                                line,
                                cells[column.apply("客户编号")],
                                cells[column.apply("姓名")].strip(),
                                cells[column.apply("出生日期")],
                                cells[column.apply("手机号")],
                                cells[column.apply("区县")],
                                LocalDate.parse(cells[column.apply("协议到期日")])));
            }
            return new BranchFile(path, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the report has to name, as `line reason`, in the order of the lines.
    List<String> findings() {
        var findings = new ArrayList<String>();
        Set<String> phones = new HashSet<>();
        for (var row : rows) {
            reasons(row, phones).stream()
                    .sorted()
                    .forEach(reason -> findings.add(row.line() + " " + reason));
        }
        return findings;
    }

    private static List<String> reasons(Row row, Set<String> phonesBefore) {
        if (row.isRefused()) {
            return List.of("name-missing");
        }
        var reasons = new ArrayList<String>();
        if (!row.phone().isEmpty()) {
            if (row.dialled().isEmpty()) {
                reasons.add("phone-malformed");
            } else if (!phonesBefore.add(row.dialled().get())) {
                reasons.add("phone-duplicate");
            }
        }
        if (row.hasImpossibleBirthDate()) {
            reasons.add("birth-date-impossible");
        }
        if (row.unit().isEmpty()) {
            reasons.add(row.district().isEmpty() ? "district-missing" : "district-unknown");
        }
        return reasons;
    }

    Map<String, Long> findingsByReason() {
        return findings().stream()
                .collect(
                        Collectors.groupingBy(
                                finding -> finding.substring(finding.indexOf(' ') + 1),
                                TreeMap::new,
                                Collectors.counting()));
    }

    List<Row> imported() {
        return rows.stream().filter(row -> !row.isRefused()).toList();
    }

    long warned() {
        Set<String> phones = new HashSet<>();
        return rows.stream()
                .filter(row -> !reasons(row, phones).isEmpty() && !row.isRefused())
                .count();
    }

    long unmatched() {
        return imported().stream().filter(row -> row.unit().isEmpty()).count();
    }

    /// Imported customers whose agreement ends within these days, first and last included, by
    /// district; those without one under the empty text.
    Map<String, Long> ending(LocalDate from, LocalDate to) {
        return imported().stream()
                .filter(row -> !row.agreementEnd().isBefore(from))
                .filter(row -> !row.agreementEnd().isAfter(to))
                .collect(
                        Collectors.groupingBy(
                                row -> row.unit().orElse(""), TreeMap::new, Collectors.counting()));
    }
}
