package dev.parallax.ingestion.privacy;

import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import java.util.Locale;
import java.util.Set;

/**
 * Addresses of pages. Queries and fragments carry tokens, e-mail addresses and whatever else a site
 * puts there, so they are cut off rather than searched.
 */
final class Addresses {
  private static final Set<String> FIELDS = Set.of("url", "referrer", "path", "href");
  private static final String QUERY_FIELD = "search";

  private Addresses() {}

  /** Whether a property is an address, or a query of one, by its name and what it holds. */
  static boolean isAddress(String field, String value) {
    String name = field.toLowerCase(Locale.ROOT);
    return FIELDS.contains(name) || (name.equals(QUERY_FIELD) && value.startsWith("?"));
  }

  /** Without query and fragment, e-mail addresses, numbers and the person's own ids. */
  static String clean(String address, Subject subject) {
    int end = 0;
    while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    String stripped = address.substring(0, end).strip();
    return PersonalText.mask(subject.pseudonymiseAddress(stripped));
  }
}
