package io.trunkline.core.importing.internal;

import static java.util.Map.entry;

import io.trunkline.core.importing.ImportField;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What columns mean, by their Chinese or English headers.
final class HeaderGuess {

    private static final Pattern UNIT = Pattern.compile("[(\\[（【].*[)\\]）】]$");
    private static final Pattern NOISE = Pattern.compile("[\\s_.*:：/-]+");

    private static final Map<String, ImportField> FIELDS = new HashMap<>();

    static {
        Map.ofEntries(
                        entry(
                                ImportField.EXTERNAL_NUMBER,
                                "客户编号 客户编码 客户号 客户号码 客户id 客户标识 客户代码 用户编号 编号 customernumber"
                                        + " customerno customerid customercode externalnumber externalid"
                                        + " accountnumber number id"),
                        entry(
                                ImportField.NAME,
                                "姓名 客户姓名 客户名称 客户名 用户姓名 名称 名字 name customername fullname"),
                        entry(ImportField.GENDER, "性别 客户性别 gender sex"),
                        entry(
                                ImportField.BIRTH_DATE,
                                "出生日期 出生年月日 出生年月 生日 birthdate dateofbirth birthday dob"),
                        entry(
                                ImportField.PHONE,
                                "手机号 手机号码 手机 电话 电话号码 联系电话 联系方式 移动电话 联系手机 用户号码"
                                        + " phone mobile phonenumber mobilenumber mobilephone telephone"
                                        + " contactphone tel"),
                        entry(
                                ImportField.ID_NUMBER,
                                "身份证号 身份证号码 身份证 证件号 证件号码 证件编号 idnumber idno idcard"
                                        + " idcardnumber identitynumber identitycard nationalid"
                                        + " passportnumber"),
                        entry(
                                ImportField.ADDRESS,
                                "地址 联系地址 通讯地址 通信地址 家庭地址 住址 家庭住址 详细地址 装机地址 address"
                                        + " homeaddress postaladdress streetaddress"),
                        entry(
                                ImportField.DISTRICT,
                                "区县 所属区县 归属区县 区域 地区 行政区 所在区县 所属区域 district county area region"),
                        entry(
                                ImportField.AGREEMENT_TYPE,
                                "协议类型 合约类型 合同类型 协议 agreementtype contracttype contract agreement"),
                        entry(
                                ImportField.AGREEMENT_START,
                                "入网日期 入网时间 协议开始日 协议开始日期 协议起始日 协议起始日期 合约开始日期 合同开始日期"
                                        + " agreementstart agreementstartdate contractstart contractstartdate"
                                        + " startdate"),
                        entry(
                                ImportField.AGREEMENT_END,
                                "协议到期日 协议到期日期 协议到期 协议结束日期 合约到期日 合约到期日期 合约到期 合同到期日"
                                        + " 合同到期日期 合同到期 到期日 到期日期 到期时间 agreementend agreementenddate"
                                        + " contractend contractenddate enddate expirydate expirationdate"),
                        entry(
                                ImportField.MONTHLY_CHARGE,
                                "月消费 月均消费 月消费额 月租 月租费 月费 月均arpu arpu monthlycharge"
                                        + " monthlycharges monthlyfee monthlyspend"))
                .forEach((field, names) -> {
                    for (String name : names.split(" ", -1)) {
                        FIELDS.put(name, field);
                    }
                });
    }

    private HeaderGuess() {}

    /// One field a column; of two columns that could be the same, the first is it.
    static List<ImportField> of(List<String> header) {
        Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
        List<ImportField> fields = new ArrayList<>();
        for (String name : header) {
            ImportField field = FIELDS.getOrDefault(plain(name), ImportField.CUSTOM);
            if (field != ImportField.CUSTOM && !taken.add(field)) {
                field = ImportField.CUSTOM;
            }
            fields.add(name.isEmpty() ? ImportField.IGNORED : field);
        }
        return fields;
    }

    private static String plain(String header) {
        String text = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NOISE.matcher(UNIT.matcher(text.strip()).replaceFirst("")).replaceAll("");
    }
}
