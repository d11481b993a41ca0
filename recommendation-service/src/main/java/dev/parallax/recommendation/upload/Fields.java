package dev.parallax.recommendation.upload;

import java.util.ArrayList;
import java.util.List;

/** Takes lines apart. A field may stand in double quotes, those within it doubled (RFC 4180). */
final class Fields {
  private static final List<String> DELIMITERS = List.of("::", "\t", ",", ";", "|", " ");
  private static final List<String> IN_TEXTS = List.of(",", ";", "|");

  private Fields() {}

  /** The one that comes first, but of those that texts have, too, the one of most fields. */
  static String delimiter(String first) throws UnreadableFileException {
    List<String> found = DELIMITERS.stream().filter(first::contains).toList();
    if (found.isEmpty()) {
      throw new UnreadableFileException(
          "line 1: must have user and item, separated by a comma, semicolon, tab,"
              + " bar, space or two colons");
    }
    String best = found.getFirst();
    if (IN_TEXTS.contains(best)) {
      for (String other : found) {
        boolean more = of(first, other).size() > of(first, best).size();
        best = IN_TEXTS.contains(other) && more ? other : best;
      }
    }
    return best;
  }

  static List<String> of(String line, String delimiter) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < line.length() && line.charAt(at) == '"') {
        int end = closing(line, at + 1);
        fields.add(line.substring(at + 1, end).replace("\"\"", "\""));
        at = line.indexOf(delimiter, Math.min(end + 1, line.length()));
      } else {
        int end = line.indexOf(delimiter, at);
        fields.add(line.substring(at, end < 0 ? line.length() : end));
        at = end;
      }
      if (at < 0) {
        return fields;
      }
      at += delimiter.length();
    }
  }

  private static int closing(String line, int from) {
    int at = line.indexOf('"', from);
    while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
      at = line.indexOf('"', at + 2);
    }
    return at < 0 ? line.length() : at;
  }
}
