package dev.parallax.ingestion.plan;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The formats of JSON Schema that all texts of one place have. */
final class TextForms {
  private enum Form {
    DATE_TIME {
      @Override
      boolean matches(String text) {
        try {
          return Pattern.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d.*", text)
              && OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
          return false;
        }
      }
    },
    DATE {
      @Override
      boolean matches(String text) {
        try {
          return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
          return false;
        }
      }
    },
    UUID {
      @Override
      boolean matches(String text) {
        return Pattern.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text);
      }
    },
    URI {
      @Override
      boolean matches(String text) {
        try {
          return Pattern.matches("https?://\\S+", text) && new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
          return false;
        }
      }
    };

    abstract boolean matches(String text);

    private final String format = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private final Set<Form> possible = EnumSet.allOf(Form.class);

  void add(String text) {
    possible.removeIf(form -> !form.matches(text) || !isValid(form, text));
  }

  Optional<String> common() {
    return Arrays.stream(Form.values()).filter(possible::contains).map(f -> f.format).findFirst();
  }

  /** The validator has the last word: a schema must never refuse what it was made of. */
  private static boolean isValid(Form form, String text) {
    return SchemaEngine.isOfFormat(form.format, text);
  }
}
