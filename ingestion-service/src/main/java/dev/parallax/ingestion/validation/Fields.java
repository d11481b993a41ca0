package dev.parallax.ingestion.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.Rfc3339;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the fields of a JSON object. What is absent, null or blank reads as null; what is wrong
 * becomes a mistake that names the field and what would be right, and reads as null too.
 */
public final class Fields {
  private static final int LONGEST_TEXT = 512;
  private static final int MOST_DIGITS = 30;
  private static final int LONGEST_SCALE = 12;

  /** What every service's store holds ({@code numeric(21, 6)}). */
  private static final int MOST_INTEGER_DIGITS = 15;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final String path;
  private final JsonNode node;
  private final Mistakes mistakes;

  /**
   * @param path of {@code node} within the input, empty for the input itself
   */
  public Fields(String path, JsonNode node, Mistakes mistakes) {
    this.path = path;
    this.node = node;
    this.mistakes = mistakes;
  }

  public boolean has(String name) {
    JsonNode value = node.get(name);
    return value != null && !value.isNull();
  }

  /** Where a field is, for messages. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public void mistake(Code code, String name, String message) {
    mistakes.add(code, path(name), message);
  }

  /** A text of at most 512 characters. */
  public String text(String name) {
    return text(name, LONGEST_TEXT);
  }

  public String text(String name, int longest) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      mistake(Code.WRONG_TYPE, name, "must be a text");
      return null;
    }
    String text = value.textValue();
    if (text.length() > longest) {
      mistake(Code.INVALID_VALUE, name, "must have at most " + longest + " characters");
      return null;
    }
    return text.isBlank() ? null : text;
  }

  public String requiredText(String name) {
    int before = mistakes.size();
    String text = text(name);
    if (text == null && mistakes.size() == before) {
      mistake(Code.MISSING_FIELD, name, "must be given");
    }
    return text;
  }

  /** A text or a whole number, as senders write ids. */
  public String identifier(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isIntegralNumber() ? value.asText() : text(name);
  }

  /** RFC 3339, with any offset. */
  public Instant time(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return Rfc3339.parse(text);
    } catch (DateTimeException e) {
      mistake(Code.INVALID_VALUE, name, "must be a time such as 2026-01-31T12:00:00Z");
      return null;
    }
  }

  /** A JSON number, or a text that is one. */
  public BigDecimal number(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
      return null;
    }
    BigDecimal number = decimal(value);
    if (number == null) {
      mistake(Code.WRONG_TYPE, name, "must be a number");
    } else if ((long) number.precision() - number.scale() > MOST_INTEGER_DIGITS
        || Math.abs((long) number.scale()) > LONGEST_SCALE) {
      mistake(
          Code.INVALID_VALUE,
          name,
          "must have at most "
              + MOST_INTEGER_DIGITS
              + " digits before and "
              + LONGEST_SCALE
              + " after the decimal point");
      return null;
    }
    return number;
  }

  /** A number that is not below zero. */
  public BigDecimal notNegative(String name) {
    BigDecimal number = number(name);
    if (number != null && number.signum() < 0) {
      mistake(Code.NEGATIVE_NUMBER, name, "must be 0 or more");
      return null;
    }
    return number;
  }

  public BigDecimal requiredNumber(String name) {
    if (!has(name)) {
      mistake(Code.MISSING_FIELD, name, "must be given");
      return null;
    }
    return number(name);
  }

  /** An ISO 4217 code in either case; answers it in capitals. */
  public String currency(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    String code = text.trim().toUpperCase(Locale.ROOT);
    if (!CURRENCIES.contains(code)) {
      mistake(Code.UNKNOWN_CURRENCY, name, "must be an ISO 4217 code such as EUR");
      return null;
    }
    return code;
  }

  public ObjectNode object(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    mistake(Code.WRONG_TYPE, name, "must be an object");
    return null;
  }

  public Boolean bool(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isTextual()
        && ("true".equals(value.textValue()) || "false".equals(value.textValue()))) {
      return "true".equals(value.textValue());
    }
    mistake(Code.WRONG_TYPE, name, "must be true or false");
    return null;
  }

  private static BigDecimal decimal(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (!value.isTextual() || value.textValue().length() > MOST_DIGITS) {
      return null;
    }
    try {
      return new BigDecimal(value.textValue().trim());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
