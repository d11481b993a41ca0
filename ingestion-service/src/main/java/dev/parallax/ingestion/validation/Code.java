package dev.parallax.ingestion.validation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something was not taken in. A closed set, so that the quarantine can be grouped and mended by
 * cause.
 */
public enum Code {
  /** A field that must be there is not. */
  MISSING_FIELD,
  /** Neither userId nor anonymousId. */
  MISSING_IDENTITY,
  /** A text where a number belongs, and the like. */
  WRONG_TYPE,
  /** The right type, but no value that is accepted. */
  INVALID_VALUE,
  /** More than a day ahead of our clock. */
  TIME_IN_FUTURE,
  /** Before the year 2000: a clock that was never set. */
  TIME_TOO_OLD,
  /** An amount, price or quantity below zero. */
  NEGATIVE_NUMBER,
  /** Not an ISO 4217 code. */
  UNKNOWN_CURRENCY,
  /** The tracking plan has no such field there. */
  UNKNOWN_FIELD,
  /** The tracking plan has no such event. */
  UNKNOWN_EVENT,
  /** A call type the Segment spec does not have. */
  UNKNOWN_TYPE,
  /** Above the limit of its kind. */
  TOO_LARGE,
  /** The body or line is not JSON. */
  NOT_JSON,
  /** The body says gzip and is none, or ends early. */
  BROKEN_GZIP,
  /** Of a rejected input: the patch asks for something that is not there, or its test fails. */
  PATCH_FAILED,
  /** Of a rejected input: it cannot be read on its own. */
  NOT_REPLAYABLE,
  /** A row of a file with fewer or more fields than its header. */
  MALFORMED_ROW,
  /** Online retail: a negative quantity that is no cancellation corrects the stock. */
  STOCK_ADJUSTMENT,
  /** Online retail: nothing was sold for this price (samples, lost and found goods). */
  ZERO_PRICE,
  /** Online retail: an invoice that corrects the books and sold nothing. */
  ACCOUNTING_ADJUSTMENT;

  /** Kebab case, as it stands in JSON and in the quarantine. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code of that wire name. */
  public static Optional<Code> parse(String wireName) {
    return Arrays.stream(values()).filter(c -> c.wireName().equals(wireName)).findFirst();
  }
}
