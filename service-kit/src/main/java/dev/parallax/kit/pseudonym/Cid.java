package dev.parallax.kit.pseudonym;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person's pseudonym says by its form: whether it is a customer's or a visitor's, and the
 * secret it was made with. {@code c_<32 hex digits>} is of the first secret, {@code c_3_<32 hex
 * digits>} of number 3.
 */
public final class Cid {
  /** Customers before visitors, newer secrets before older ones, then by the digits. */
  public static final Comparator<String> SENIORITY =
      Comparator.comparing(Cid::isCustomer)
          .thenComparing(Cid::keyId)
          .reversed()
          .thenComparing(Comparator.naturalOrder());

  private static final Pattern FORM = Pattern.compile("[ac]_(?:([1-9][0-9]{0,8})_)?[0-9a-f]{32}");
  private static final String CUSTOMER = "c_";

  private Cid() {}

  /** Whether the text has the form of a customer's or visitor's pseudonym. */
  public static boolean isCid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  /** Whether it was made of a userId. */
  public static boolean isCustomer(String cid) {
    return cid.startsWith(CUSTOMER);
  }

  /** The number of the secret, 0 for the first. */
  public static int keyId(String cid) {
    Matcher matcher = FORM.matcher(cid);
    return matcher.matches() && matcher.group(1) != null ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** What stands between the kind and the digits. */
  static String mark(int keyId) {
    return keyId == 0 ? "" : keyId + "_";
  }
}
