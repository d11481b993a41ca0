package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.ingestion.validation.Code;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads {@code fields}. The steps of a field are always taken in the same order, whichever way they
 * are written: split, look up, then date, money or cast, then round.
 */
final class FieldRules {
  private static final Pattern PATH =
      Pattern.compile("[\\p{L}\\p{N}_$ -]+(\\.[\\p{L}\\p{N}_$ -]+)*");

  private final Map<String, Table> tables;
  private final Locale locale;
  private final ZoneId zone;

  FieldRules(Map<String, Table> tables, Locale locale, ZoneId zone) {
    this.tables = tables;
    this.locale = locale;
    this.zone = zone;
  }

  /** A text alone is the column the field is made of. */
  FieldRule read(Part fields, String path, JsonNode node) {
    if (!PATH.matcher(path).matches()) {
      fields.wrong(path, "must be a name, or names with dots between them");
    }
    if (node.isTextual()) {
      return new FieldRule(path, List.of(node.asText()), null, null, true, List.of(), null, null);
    }
    Part part = new Part(node, fields.at(path), fields.mistakes());
    List<String> from = part.texts("from");
    JsonNode constant = part.has("value") ? part.get("value") : null;
    Expressions.Expression derived = Expressions.compile(part, "derive", false);
    int origins =
        (from.isEmpty() ? 0 : 1) + (constant == null ? 0 : 1) + (part.has("derive") ? 1 : 0);
    if (origins != 1) {
      part.wrong(
          "", "must have exactly one of from (a column), value (a constant) and derive (CEL)");
    }
    boolean trim = part.flag("trim", true);
    Locale own = locale(part, locale);
    List<Step> steps = new ArrayList<>();
    split(part, steps);
    lookUp(part, steps);
    FieldRule.MoneyRule money = money(part, own);
    date(part, own, steps);
    cast(part, own, steps);
    round(part, steps);
    JsonNode otherwise = part.has("default") ? part.get("default") : null;
    part.refuseOthers();
    return new FieldRule(path, from, constant, derived, trim, steps, money, otherwise);
  }

  static Locale locale(Part part, Locale otherwise) {
    Locale locale =
        part.read(
            "locale",
            tag -> {
              try {
                return new Locale.Builder().setLanguageTag(tag).build();
              } catch (IllformedLocaleException e) {
                return null;
              }
            },
            "must be a BCP 47 tag such as de-DE");
    return locale == null ? otherwise : locale;
  }

  static ZoneId zone(Part part, ZoneId otherwise) {
    ZoneId zone = part.read("zone", ZoneId::of, "must be a time zone such as Europe/Berlin or UTC");
    return zone == null ? otherwise : zone;
  }

  private static void split(Part field, List<Step> steps) {
    Part part = field.part("split");
    if (part == null) {
      return;
    }
    String by = part.text("by");
    if (by == null || by.isEmpty()) {
      part.wrong("by", "must be the text between the parts, such as \",\"");
      by = ",";
    }
    Integer one =
        part.read(
            "part",
            text -> Integer.parseInt(text) > 0 ? Integer.valueOf(text) : null,
            "must be the number of the part, from 1; without it the field is an array of all"
                + " parts");
    part.refuseOthers();
    Pattern between = Pattern.compile(by, Pattern.LITERAL);
    steps.add(
        value -> {
          String[] parts = between.split(value.asText(), -1);
          if (one != null) {
            return one > parts.length ? null : text(parts[one - 1]);
          }
          ArrayNode array = JsonNodeFactory.instance.arrayNode();
          for (String each : parts) {
            JsonNode text = text(each);
            if (text != null) {
              array.add(text);
            }
          }
          return array;
        });
  }

  private static JsonNode text(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? null : TextNode.valueOf(stripped);
  }

  private void lookUp(Part field, List<Step> steps) {
    Part part = field.part("lookup");
    if (part == null) {
      return;
    }
    JsonNode otherwise = part.has("otherwise") ? part.get("otherwise") : null;
    boolean keep = part.flag("keep", false);
    String name = part.text("table");
    Table table = name == null ? null : tables.get(name);
    if (table == null) {
      part.wrong(
          "table",
          tables.isEmpty()
              ? "must name one of the mapping's tables, and it has none (tables: at the top)"
              : "must be one of " + String.join(", ", tables.keySet().stream().sorted().toList()));
    }
    part.refuseOthers();
    if (table != null) {
      steps.add(each(value -> find(table, name, value, otherwise, keep)));
    }
  }

  private static JsonNode find(
      Table table, String name, JsonNode value, JsonNode otherwise, boolean keep)
      throws BadValueException {
    JsonNode found = table.find(value.asText());
    if (found != null) {
      return found;
    }
    if (otherwise == null && !keep) {
      throw new BadValueException(Code.INVALID_VALUE, "must be in the table " + name);
    }
    return keep ? value : otherwise;
  }

  private FieldRule.MoneyRule money(Part field, Locale own) {
    if (field.has("money") && field.get("money").isBoolean()) {
      return new FieldRule.MoneyRule(new MoneyFormat(own), null, null);
    }
    Part part = field.part("money");
    if (part == null) {
      return null;
    }
    Locale locale = locale(part, own);
    Currency currency =
        part.read("currency", Currency::getInstance, "must be an ISO 4217 code such as EUR");
    String to = part.text("currencyTo");
    part.refuseOthers();
    return new FieldRule.MoneyRule(
        new MoneyFormat(locale), currency == null ? null : currency.getCurrencyCode(), to);
  }

  private void date(Part field, Locale own, List<Step> steps) {
    if (!field.has("date")) {
      return;
    }
    if (field.has("money") || field.has("cast")) {
      field.wrong("date", "must stand alone: a field is a date, money or a cast");
    }
    Part part = field.get("date").isTextual() ? null : field.part("date");
    List<String> patterns = part == null ? field.texts("date") : part.texts("pattern");
    ZoneId at = part == null ? zone : zone(part, zone);
    if (part != null) {
      part.refuseOthers();
    }
    if (patterns.isEmpty()) {
      field.wrong(
          "date",
          "must have a pattern such as dd.MM.yyyy HH:mm, or iso, epoch-seconds, epoch-millis");
      return;
    }
    try {
      DateFormats formats = new DateFormats(patterns, at, own);
      steps.add(each(value -> TextNode.valueOf(formats.read(value.asText()))));
    } catch (IllegalArgumentException e) {
      field.wrong(
          part == null ? "date" : "date.pattern",
          "must be patterns such as dd.MM.yyyy HH:mm, or iso, epoch-seconds, epoch-millis");
    }
  }

  private static void cast(Part field, Locale own, List<Step> steps) {
    Cast cast =
        field.read(
            "cast",
            text -> Cast.valueOf(text.toUpperCase(Locale.ROOT)),
            "must be string, integer, number, boolean or json");
    if (cast != null) {
      MoneyFormat numbers = new MoneyFormat(own);
      steps.add(each(value -> cast.apply(value, numbers)));
    }
  }

  private static void round(Part field, List<Step> steps) {
    Integer decimals =
        field.read(
            "round",
            text -> {
              int n = Integer.parseInt(text);
              return n >= 0 && n <= 12 ? n : null;
            },
            "must be a number of decimals from 0 to 12");
    if (decimals != null) {
      steps.add(
          each(
              value -> {
                if (!value.isNumber()) {
                  throw new BadValueException(Code.WRONG_TYPE, "must be a number to be rounded");
                }
                return DecimalNode.valueOf(
                    value.decimalValue().setScale(decimals, RoundingMode.HALF_EVEN));
              }));
    }
  }

  /** Of an array, each of its values; what was cast to JSON may be one, too. */
  private static Step each(Step step) {
    return value -> {
      if (!value.isArray()) {
        return step.apply(value);
      }
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode one : value) {
        JsonNode made = step.apply(one);
        if (made != null) {
          array.add(made);
        }
      }
      return array;
    };
  }
}
