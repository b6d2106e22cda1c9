package io.trunkline.standalone;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// A made-up customer export: nobody in it exists. The same tenant is always given the same people;
/// the dates move with today, so that agreements end around it.
final class DemoCustomers {
    private static final String SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private static final String FEMALE = "芳娜敏静秀丽艳娟霞燕玲桂玉萍红月彩春菊兰凤洁梅琳云莲真环雪荣爱妹香莺媛瑞佳嘉琼慧巧";
    private static final String MALE = "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林阳建亮成博志永国胜学祥才发武新利清";
    private static final List<String> PREFIXES =
            List.of("135", "136", "137", "138", "139", "150", "158", "159", "187", "188");
    private static final List<String> NETWORKS = List.of("宽带DSL", "光纤", "光纤", "4G", "5G", "5G");
    private static final List<String> PAYMENTS = List.of("银行代扣", "手机支付", "手机支付", "营业厅缴费");
    private static final int[] CHARGES = {1900, 2900, 3900, 5900, 7900, 9900, 12900, 15900, 19900};

    private final TenantFile tenant;
    private final LocalDate today;
    private final Random random;
    private final Set<String> phones = new HashSet<>();

    DemoCustomers(TenantFile tenant, LocalDate today) {
        this.tenant = tenant;
        this.today = today;
        this.random = new Random(tenant.key().hashCode());
    }

    /// CSV with Chinese headers, as a branch company's billing system would export it.
    String csv(int customers) {
        var csv = new StringBuilder("客户编号,姓名,性别,出生日期,手机号,区县,网络类型,协议类型,入网日期,协议到期日,月消费(元),付款方式\r\n");
        for (var number = 1; number <= customers; number++) {
            csv.append(row(number)).append("\r\n");
        }
        return csv.toString();
    }

    private String row(int number) {
        var female = random.nextBoolean();
        var months = pick(List.of(1, 12, 12, 24));
        var end = agreementEnd(months);
        var start = end.minusMonths((long) months * (1 + random.nextInt(3)));
        var charge = CHARGES[random.nextInt(CHARGES.length)] + 10 * random.nextInt(200);
        return String.join(
                ",",
                "%s-%06d".formatted(tenant.key().substring(0, 2).toUpperCase(Locale.ROOT), number),
                name(female),
                female ? "女" : "男",
                today.minusYears(18).minusDays(random.nextInt(55 * 365)).toString(),
                phone(),
                district(),
                pick(NETWORKS),
                months == 1 ? "按月" : months == 12 ? "一年协议" : "两年协议",
                start.toString(),
                end.toString(),
                "%d.%02d".formatted(charge / 100, charge % 100),
                pick(PAYMENTS));
    }

    /// Most agreements end within the coming year, more of them soon; some have just ended.
    private LocalDate agreementEnd(int months) {
        var ahead = random.nextDouble();
        var days = (int) (ahead * ahead * Math.max(60, months * 30)) - 20;
        return today.plusDays(days);
    }

    private String name(boolean female) {
        var given = female ? FEMALE : MALE;
        var surname =
                SURNAMES.charAt((int) (Math.pow(random.nextDouble(), 1.6) * SURNAMES.length()));
        var name = new StringBuilder().append(surname).append(charOf(given));
        return random.nextInt(100) < 60 ? name.append(charOf(given)).toString() : name.toString();
    }

    private String phone() {
        while (true) {
            var phone = pick(PREFIXES) + "%08d".formatted(random.nextInt(100_000_000));
            if (phones.add(phone)) {
                return phone;
            }
        }
    }

    /// Districts of a city differ in size; a few customers have none and wait for a supervisor.
    private String district() {
        var districts = tenant.districts();
        if (districts.isEmpty() || random.nextInt(100) < 2) {
            return "";
        }
        return districts.get((int) (Math.pow(random.nextDouble(), 1.4) * districts.size()));
    }

    private char charOf(String characters) {
        return characters.charAt(random.nextInt(characters.length()));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
