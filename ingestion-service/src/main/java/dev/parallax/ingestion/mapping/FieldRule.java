package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * How one field is made.
 *
 * @param path where it goes within the result ({@code properties.total}); a name that begins with
 *     an underscore is only for expressions
 * @param from columns of which the first that has something counts
 * @param constant what it always is, null otherwise
 * @param derived what it is worked out by, null otherwise
 * @param trim whether spaces around a text go
 * @param steps what is done to the value, in this order
 * @param money how an amount is read, null where it is none
 * @param otherwise what it is where nothing is left, null: the field is left out
 */
record FieldRule(
    String path,
    List<String> from,
    JsonNode constant,
    Expressions.Expression derived,
    boolean trim,
    List<Step> steps,
    MoneyRule money,
    JsonNode otherwise) {

  /**
   * @param currency of amounts that name none, null: that of the locale
   * @param currencyTo the field that gets the currency, null: none
   */
  record MoneyRule(MoneyFormat format, String currency, String currencyTo) {}
}
