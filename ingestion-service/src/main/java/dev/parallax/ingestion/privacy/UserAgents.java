package dev.parallax.ingestion.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Browser and system family of a user agent. The whole string narrows a person down too far to
 * keep; families are all that statistics need.
 */
final class UserAgents {
  private static final String[][] BROWSERS = {
    {"bot", "bot"},
    {"crawler", "bot"},
    {"spider", "bot"},
    {"edg/", "Edge"},
    {"opr/", "Opera"},
    {"micromessenger", "WeChat"},
    {"samsungbrowser", "Samsung"},
    {"firefox/", "Firefox"},
    {"crios/", "Chrome"},
    {"chrome/", "Chrome"},
    {"safari/", "Safari"}
  };
  private static final String[][] SYSTEMS = {
    {"android", "Android"},
    {"iphone", "iOS"},
    {"ipad", "iOS"},
    {"windows", "Windows"},
    {"mac os", "macOS"},
    {"linux", "Linux"}
  };

  private UserAgents() {}

  static void describe(String userAgent, ObjectNode into) {
    String agent = userAgent.toLowerCase(Locale.ROOT);
    into.put("browser", family(BROWSERS, agent));
    into.put("system", family(SYSTEMS, agent));
    into.put("mobile", agent.contains("mobile"));
  }

  private static String family(String[][] families, String agent) {
    for (String[] family : families) {
      if (agent.contains(family[0])) {
        return family[1];
      }
    }
    return "other";
  }
}
