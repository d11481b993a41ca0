package dev.parallax.ingestion.retail;

import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.EventTimes;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Nul;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads rows as UCI publishes them, in either of its two headers ({@code InvoiceNo … UnitPrice,
 * CustomerID} and {@code Invoice … Price, Customer ID}) and both its ways to write a time, which is
 * the shop's local time.
 */
final class RetailFormat {
  private static final ZoneId SHOP = ZoneId.of("Europe/London");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm[:ss]", Locale.ROOT);
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("M/d/yyyy H:mm[:ss]", Locale.ROOT);
  private static final long LARGEST_QUANTITY = 1_000_000_000;
  private static final int MOST_PRICE_DIGITS = 15;
  static final int LONGEST_TEXT = 512;
  static final int LONGEST_ID = 64;

  private final int columns;
  private final int invoice;
  private final int stockCode;
  private final int description;
  private final int quantity;
  private final int time;
  private final int price;
  private final int customer;
  private final int country;

  /**
   * @throws UnreadableFileException naming the columns that are missing
   */
  RetailFormat(List<String> header) throws UnreadableFileException {
    List<String> missing = new ArrayList<>();
    columns = header.size();
    invoice = column(header, missing, "InvoiceNo", "Invoice");
    stockCode = column(header, missing, "StockCode");
    description = column(header, missing, "Description");
    quantity = column(header, missing, "Quantity");
    time = column(header, missing, "InvoiceDate");
    price = column(header, missing, "UnitPrice", "Price");
    customer = column(header, missing, "CustomerID", "Customer ID");
    country = column(header, missing, "Country");
    if (!missing.isEmpty()) {
      throw new UnreadableFileException(
          "the header must have the columns InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,"
              + " CustomerID, Country; missing: "
              + String.join(", ", missing));
    }
  }

  /**
   * @throws UnreadableFileException as the constructor
   */
  static void check(List<String> header) throws UnreadableFileException {
    RetailFormat unused = new RetailFormat(header);
  }

  private static int column(List<String> header, List<String> missing, String... names) {
    for (int i = 0; i < header.size(); i++) {
      for (String name : names) {
        if (header.get(i).equalsIgnoreCase(name)) {
          return i;
        }
      }
    }
    missing.add(names[0]);
    return -1;
  }

  /** The invoice a row belongs to, valid or not; empty where it says none. */
  String invoice(Row row) {
    return invoice < row.fields().size() ? field(row, invoice) : "";
  }

  /** Whose a row is, valid or not; null where it says none. */
  String customer(Row row) {
    return customer < row.fields().size() ? customer(field(row, customer)) : null;
  }

  /**
   * @param now an invoice is not dated a day after it
   */
  Checked<RetailRow> read(Row row, Instant now) {
    if (row.fields().size() != columns) {
      return Checked.invalid(
          Code.MALFORMED_ROW,
          "row",
          "must have " + columns + " fields as the header, it has " + row.fields().size());
    }
    String invoiceNo = field(row, invoice);
    if (invoiceNo.isEmpty()) {
      return Checked.invalid(Code.MISSING_FIELD, "InvoiceNo", "must be given");
    }
    String code = StockCodes.normalise(field(row, stockCode));
    if (code.isEmpty()) {
      return Checked.invalid(Code.MISSING_FIELD, "StockCode", "must be given");
    }
    Long pieces = quantity(field(row, quantity));
    if (pieces == null || pieces == 0 || Math.abs(pieces) > LARGEST_QUANTITY) {
      return Checked.invalid(Code.INVALID_VALUE, "Quantity", "must be a whole number other than 0");
    }
    BigDecimal unitPrice = price(field(row, price));
    if (unitPrice == null) {
      return Checked.invalid(Code.WRONG_TYPE, "UnitPrice", "must be a number");
    }
    Instant when = time(field(row, time));
    if (when == null) {
      return Checked.invalid(
          Code.INVALID_VALUE, "InvoiceDate", "must be a time such as 2010-12-01 08:26:00");
    }
    Mistakes mistakes = new Mistakes();
    EventTimes.check("InvoiceDate", when, now, mistakes);
    texts(row, mistakes);
    if (!mistakes.isEmpty()) {
      return new Checked.Invalid<>(mistakes.list());
    }
    return sale(
        new RetailRow(
            row.number(),
            invoiceNo,
            code,
            field(row, description),
            pieces,
            when,
            unitPrice,
            customer(row),
            field(row, country)));
  }

  /** What was sold or taken back; everything else corrects stock or books. */
  private static Checked<RetailRow> sale(RetailRow row) {
    char kind = Character.toUpperCase(row.invoice().charAt(0));
    if (kind == 'A') {
      return Checked.invalid(
          Code.ACCOUNTING_ADJUSTMENT,
          "InvoiceNo",
          "must be an order or a cancellation, not a correction");
    }
    if (row.price().signum() < 0) {
      return Checked.invalid(Code.NEGATIVE_NUMBER, "UnitPrice", "must be 0 or more");
    }
    if (row.refund() && row.quantity() > 0) {
      return Checked.invalid(Code.INVALID_VALUE, "Quantity", "must be negative in a cancellation");
    }
    if (!row.refund() && row.quantity() < 0) {
      return Checked.invalid(
          Code.STOCK_ADJUSTMENT,
          "Quantity",
          "must be positive in an order; this corrects the stock");
    }
    if (row.price().signum() == 0) {
      return Checked.invalid(
          Code.ZERO_PRICE, "UnitPrice", "must be above 0; nothing was sold for 0");
    }
    return Checked.valid(
        new RetailRow(
            row.row(),
            row.invoice(),
            row.stockCode(),
            row.description(),
            Math.abs(row.quantity()),
            row.time(),
            row.price(),
            row.customerId(),
            row.country()));
  }

  private void texts(Row row, Mistakes mistakes) {
    id(row, invoice, "InvoiceNo", mistakes);
    id(row, stockCode, "StockCode", mistakes);
    text(row, description, "Description", mistakes);
    text(row, customer, "CustomerID", mistakes);
    text(row, country, "Country", mistakes);
  }

  /** They leave as they are, and a line of an invoice has to have a largest size. */
  private static void id(Row row, int column, String name, Mistakes mistakes) {
    String text = field(row, column);
    if (text.length() > LONGEST_ID || Nul.isIn(text) || text.indexOf('@') >= 0) {
      mistakes.add(
          Code.INVALID_VALUE,
          name,
          "must have at most " + LONGEST_ID + " characters, without U+0000 and @");
    }
  }

  private static void text(Row row, int column, String name, Mistakes mistakes) {
    String text = field(row, column);
    if (text.length() > LONGEST_TEXT || Nul.isIn(text)) {
      mistakes.add(
          Code.INVALID_VALUE,
          name,
          "must have at most " + LONGEST_TEXT + " characters, without U+0000");
    }
  }

  private static String field(Row row, int column) {
    return row.fields().get(column).trim();
  }

  private static Long quantity(String text) {
    try {
      return Long.valueOf(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static BigDecimal price(String text) {
    try {
      BigDecimal price = new BigDecimal(text.length() > MOST_PRICE_DIGITS ? "" : text);
      return Math.abs(price.scale()) > MOST_PRICE_DIGITS ? null : price;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Instant time(String text) {
    try {
      LocalDateTime local = LocalDateTime.parse(text, text.indexOf('/') > 0 ? AMERICAN : ISO);
      return local.atZone(SHOP).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Spreadsheets write 17850 as 17850.0. */
  private static String customer(String text) {
    String id = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return id.isEmpty() ? null : id;
  }
}
