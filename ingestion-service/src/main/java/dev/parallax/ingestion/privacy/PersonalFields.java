package dev.parallax.ingestion.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Locale;
import java.util.Set;

/**
 * Which fields are personal by their name, in whatever case and with whatever separators a sender
 * writes it ({@code firstName}, {@code first_name}, {@code First Name}).
 */
final class PersonalFields {
  /** Personal wherever they stand. */
  private static final Set<String> ANYWHERE =
      Set.of(
          "firstname",
          "lastname",
          "middlename",
          "fullname",
          "surname",
          "givenname",
          "familyname",
          "nickname",
          "username",
          "displayname",
          "customername",
          "login",
          "mobile",
          "mobilephone",
          "cellphone",
          "homephone",
          "workphone",
          "contactphone",
          "telephone",
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
          "ssn",
          "passport",
          "passportnumber",
          "taxid",
          "vatid",
          "nationalid",
          "driverslicense",
          "iban",
          "bic",
          "accountnumber",
          "creditcard",
          "cardnumber",
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
          "ordernumber",
          "cartid",
          "checkoutid",
          "wishlistid");

  private static final String[] FRAGMENTS = {"email", "password", "passwd", "address"};

  private static final Cache<String, String> NORMALISED =
      Caffeine.newBuilder().maximumSize(10_000).build();

  private PersonalFields() {}

  /** Whether a field of an event's properties is personal by its name. */
  public static boolean inProperties(String field) {
    String name = normalise(field);
    if (ANYWHERE.contains(name) || name.startsWith("phone")) {
      return true;
    }
    for (String fragment : FRAGMENTS) {
      if (name.contains(fragment)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a trait of a person is personal by its name. */
  public static boolean inTraits(String field) {
    return inProperties(field) || OF_A_PERSON.contains(normalise(field));
  }

  /** Whether an object of that name describes a person, so that its fields are traits. */
  public static boolean isPerson(String field) {
    return PERSONS.contains(normalise(field));
  }

  /** Whether a field names somebody or something; its digits are never taken for a phone number. */
  static boolean isId(String field) {
    String name = normalise(field);
    return name.endsWith("id")
        || name.endsWith("no")
        || name.endsWith("number")
        || name.endsWith("code")
        || isThing(field);
  }

  /** Whether a field names a thing, by the Segment e-commerce spec and the trade's own numbers. */
  static boolean isThing(String field) {
    String name = normalise(field);
    return THINGS.contains(name)
        || name.endsWith("sku")
        || name.endsWith("ean")
        || name.endsWith("gtin")
        || name.endsWith("isbn");
  }

  private static String normalise(String field) {
    return NORMALISED.get(field, f -> f.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", ""));
  }
}
