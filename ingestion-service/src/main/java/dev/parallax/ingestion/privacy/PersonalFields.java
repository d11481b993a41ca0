package dev.parallax.ingestion.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields are personal by their name, in whatever case and with whatever separators a sender
 * writes it ({@code firstName}, {@code first_name}, {@code First Name}).
 */
final class PersonalFields {
  /** Personal wherever they stand. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "surname",
          "login",
          "mobile",
          "tel",
          "fax",
          "mail",
          "street",
          "postcode",
          "postalcode",
          "zip",
          "zipcode",
          "birthday",
          "birthdate",
          "dateofbirth",
          "dob",
          "avatar",
          "ip",
          "ipv4",
          "ipv6",
          "taxid",
          "vatid",
          "nationalid",
          "driverslicense",
          "bic",
          "cvv",
          "cvc",
          "token",
          "secret",
          "wechat",
          "weixin",
          "whatsapp",
          "telegram",
          "qq",
          "latitude",
          "longitude",
          "lat",
          "lng",
          "geo",
          "userid",
          "customerid",
          "anonymousid",
          "uid",
          "memberid",
          "clientid",
          "visitorid",
          "personid",
          "contactid",
          "subscriberid",
          "openid",
          "unionid",
          "wechatopenid",
          "wechatunionid",
          "useragent",
          "advertisingid",
          "deviceid");

  /** Personal when they describe a person, harmless on a product or page. */
  private static final Set<String> OF_A_PERSON =
      Set.of(
          "name",
          "id",
          "photo",
          "picture",
          "image",
          "location",
          "description",
          "bio",
          "website",
          "url",
          "twitter",
          "facebook",
          "linkedin",
          "instagram");

  /** Objects that describe a person. */
  private static final Set<String> PERSONS =
      Set.of(
          "user",
          "customer",
          "person",
          "contact",
          "shipping",
          "billing",
          "recipient",
          "traits",
          "profile");

  private static final Set<String> THINGS =
      Set.of(
          "productid",
          "itemid",
          "variant",
          "variantid",
          "categoryid",
          "listid",
          "orderid",
          "orderno",
          "ordernumber",
          "invoiceno",
          "invoicenumber",
          "trackingnumber",
          "cartid",
          "checkoutid",
          "wishlistid");

  private static final Set<String> THING_ENDS = Set.of("sku", "ean", "gtin", "isbn");
  private static final Set<String> ID_ENDS = Set.of("id", "no", "number", "code");

  /** Personal whatever stands before and after, and the names and numbers that people have. */
  private static final Pattern PARTS =
      Pattern.compile(
          """
          email|passwor?d|passwd|passport|iban$|^ssn|socialsecurity|driverslicen[cs]e|cardholder
          |address(?!ed|ing)
          |(?<!head|ear|micro|mega|smart|saxo|xylo)phone(?!case|model|type|brand|s$)
          |(?:mobile|cell|telephone|contact|fax|whatsapp)(?:no|nr|num|number)$
          |(?:card|account|acct|tax|vat|insurance|identity|identitycard|idcard|national|personal|id)
           (?:no|nr|num|number|holder)$
          |(?:credit|debit|bank|id|identity)card$
          |(?:first|last|middle|full|given|family|maiden|nick|user|display|customer|client|contact
           |recipient|receiver|consignee|buyer|payer|sender|owner|holder|guest|member|person
           |subscriber|passenger|traveller|traveler|patient|student|employee|parent|child|spouse
           |billing|shipping|delivery)name$
          |姓名|(?<!商品|产品|品牌|店铺|分类|活动|页面)名字|昵称|手机(?!壳|套|膜|配件)|电话|邮箱|邮件
          |(?<!网页|页面|链接|图片)地址|身份证|护照|银行卡|卡号|微信|生日|密码
          """
              .replaceAll("\\s", ""));

  /** What a field's name says; known names are looked up, since events repeat them. */
  private record Meaning(
      boolean personal, boolean trait, boolean person, boolean id, boolean thing) {

    static Meaning of(String field) {
      String name = field.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
      boolean personal = ANYWHERE.contains(name) || PARTS.matcher(name).find();
      boolean thing = THINGS.contains(name) || THING_ENDS.stream().anyMatch(name::endsWith);
      return new Meaning(
          personal,
          personal || OF_A_PERSON.contains(name),
          PERSONS.contains(name),
          thing || ID_ENDS.stream().anyMatch(name::endsWith),
          thing);
    }
  }

  private static final Cache<String, Meaning> KNOWN =
      Caffeine.newBuilder().maximumSize(10_000).build();

  private PersonalFields() {}

  /** Whether a field of an event's properties is personal by its name. */
  public static boolean inProperties(String field) {
    return meaning(field).personal();
  }

  /** Whether a trait of a person is personal by its name. */
  public static boolean inTraits(String field) {
    return meaning(field).trait();
  }

  /** Whether an object of that name describes a person, so that its fields are traits. */
  public static boolean isPerson(String field) {
    return meaning(field).person();
  }

  /** Whether a field names somebody or something, so that its digits are no amount. */
  static boolean isId(String field) {
    return meaning(field).id();
  }

  /** Whether a field names a thing, by the Segment e-commerce spec and the trade's own numbers. */
  static boolean isThing(String field) {
    return meaning(field).thing();
  }

  private static Meaning meaning(String field) {
    return KNOWN.get(field, Meaning::of);
  }
}
