package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Makes one type of another, or says that it cannot be done without loss. */
enum Cast {
  STRING {
    @Override
    JsonNode apply(JsonNode value, MoneyFormat numbers) {
      return value.isTextual()
          ? value
          : TextNode.valueOf(value.isValueNode() ? value.asText() : value.toString());
    }
  },
  INTEGER {
    @Override
    JsonNode apply(JsonNode value, MoneyFormat numbers) throws BadValueException {
      try {
        return LongNode.valueOf(decimal(value, numbers).longValueExact());
      } catch (ArithmeticException e) {
        throw new BadValueException(Code.WRONG_TYPE, "must be a whole number");
      }
    }
  },
  NUMBER {
    @Override
    JsonNode apply(JsonNode value, MoneyFormat numbers) throws BadValueException {
      return DecimalNode.valueOf(decimal(value, numbers));
    }
  },
  BOOLEAN {
    @Override
    JsonNode apply(JsonNode value, MoneyFormat numbers) throws BadValueException {
      String text = value.asText().toLowerCase(Locale.ROOT);
      if (TRUE.contains(text)) {
        return BooleanNode.TRUE;
      }
      if (FALSE.contains(text)) {
        return BooleanNode.FALSE;
      }
      throw new BadValueException(
          Code.WRONG_TYPE, "must be true, yes, y, t or 1, or false, no, n, f or 0");
    }
  },
  /** What stands in a column as JSON text. */
  JSON {
    @Override
    JsonNode apply(JsonNode value, MoneyFormat numbers) throws BadValueException {
      if (!value.isTextual()) {
        return value;
      }
      if (JsonTrees.parse(value.asText().getBytes(StandardCharsets.UTF_8))
          instanceof Checked.Valid<JsonNode>(JsonNode node)) {
        return node;
      }
      throw new BadValueException(Code.NOT_JSON, "must be JSON");
    }
  };

  private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "1");
  private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "0");

  /**
   * @param numbers how the file writes numbers
   */
  abstract JsonNode apply(JsonNode value, MoneyFormat numbers) throws BadValueException;

  private static BigDecimal decimal(JsonNode value, MoneyFormat numbers) throws BadValueException {
    return value.isNumber() ? value.decimalValue() : numbers.number(value.asText());
  }
}
