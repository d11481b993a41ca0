package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.privacy.PersonalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts, numbers and truth values seen in one place. */
final class Scalars {
  /** More different texts are no list of values. */
  private static final int MOST_VALUES = 12;

  /** Each value has to have come this often on average, otherwise more are to be expected. */
  private static final int OFTEN = 10;

  private static final int LONGEST_VALUE = 64;

  private final Map<String, Long> values = new TreeMap<>();
  private final TextForms forms = new TextForms();
  private boolean manyValues;
  private long texts;
  private long wholes;
  private long fractions;
  private long booleans;
  private long nulls;
  private BigDecimal least;
  private BigDecimal most;

  void add(JsonNode node) {
    if (node.isTextual()) {
      text(node.textValue());
    } else if (node.isNumber()) {
      number(node.decimalValue());
    } else if (node.isBoolean()) {
      booleans++;
    } else {
      nulls++;
    }
  }

  long seen() {
    return texts + wholes + fractions + booleans + nulls;
  }

  /** Names of JSON types, in a fixed order. */
  List<String> types() {
    List<String> types = new ArrayList<>();
    if (texts > 0) {
      types.add("string");
    }
    if (fractions > 0) {
      types.add("number");
    } else if (wholes > 0) {
      types.add("integer");
    }
    if (booleans > 0) {
      types.add("boolean");
    }
    if (nulls > 0) {
      types.add("null");
    }
    return types;
  }

  /**
   * @param alone whether nothing but one type was seen in this place
   */
  void describe(ObjectNode schema, boolean alone) {
    if (texts > 0) {
      forms.common().ifPresent(format -> schema.put("format", format));
      if (alone
          && !manyValues
          && texts >= (long) OFTEN * values.size()
          && forms.common().isEmpty()) {
        ArrayNode list = schema.putArray("enum");
        values.keySet().forEach(list::add);
      }
    }
    if (least != null && Numbers.isDividable(least) && Numbers.isDividable(most)) {
      limits(schema);
    }
  }

  private void text(String text) {
    texts++;
    forms.add(text);
    if (manyValues) {
      return;
    }
    // A text that may be somebody's is no value to be listed.
    if (text.length() > LONGEST_VALUE || PersonalText.isPersonal(text)) {
      manyValues = true;
    } else {
      values.merge(text, 1L, Long::sum);
      manyValues = values.size() > MOST_VALUES;
    }
    if (manyValues) {
      values.clear();
    }
  }

  private void number(BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0) {
      fractions++;
    } else {
      wholes++;
    }
    least = least == null ? number : least.min(number);
    most = most == null ? number : most.max(number);
  }

  /**
   * The next dearer product is no mistake: limits are zero and powers of ten around what was seen,
   * which itself is noted beside them.
   */
  private void limits(ObjectNode schema) {
    schema.put("minimum", least.signum() >= 0 ? BigDecimal.ZERO : power(least.negate()).negate());
    schema.put("maximum", most.signum() <= 0 ? BigDecimal.ZERO : power(most));
    ArrayNode range = schema.putArray("x-observed-range");
    range.add(least).add(most);
  }

  /** The least power of ten, 1 or more, that is above a positive number. */
  private static BigDecimal power(BigDecimal number) {
    int digits = Math.max(0, number.precision() - number.scale());
    return new BigDecimal(BigDecimal.TEN.pow(digits).toBigInteger());
  }
}
