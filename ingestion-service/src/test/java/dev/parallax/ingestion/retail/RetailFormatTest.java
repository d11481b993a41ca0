package dev.parallax.ingestion.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailFormatTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> HEADER =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");

  @Test
  void aLineIsReadWithTheShopsLocalTime() throws Exception {
    RetailRow row =
        valid("536365", "85123a ", "HOLDER", "6", "2011-07-01 08:26:00", "2.55", "17850.0", "UK");
    assertThat(row.stockCode()).isEqualTo("85123A");
    assertThat(row.customerId()).isEqualTo("17850");
    assertThat(row.time()).isEqualTo("2011-07-01T07:26:00Z");
    assertThat(row.refund()).isFalse();
    assertThat(valid("1", "85123A", "", "6", "12/1/2010 8:26", "2.55", "", "UK").time())
        .isEqualTo("2010-12-01T08:26:00Z");
  }

  @Test
  void theSecondHeaderOfUciIsUnderstoodToo() throws Exception {
    RetailFormat format =
        new RetailFormat(
            List.of(
                "Invoice",
                "StockCode",
                "Description",
                "Quantity",
                "InvoiceDate",
                "Price",
                "Customer ID",
                "Country"));
    assertThat(
            format.read(
                new Row(1, List.of("1", "2", "", "1", "2010-12-01 08:26:00", "1", "", "")), NOW))
        .isInstanceOf(Checked.Valid.class);
  }

  @Test
  void aCancellationIsARefundWithPositivePieces() throws Exception {
    RetailRow row = valid("C1", "85123A", "X", "-6", "2010-12-01 08:26:00", "2.55", "", "UK");
    assertThat(row.refund()).isTrue();
    assertThat(row.quantity()).isEqualTo(6);
    assertThat(row.customerId()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, 1, 2010-12-01 08:26:00, 1, missing-field, InvoiceNo",
    "1, '', 1, 2010-12-01 08:26:00, 1, missing-field, StockCode",
    "1, 1, many, 2010-12-01 08:26:00, 1, invalid-value, Quantity",
    "1, 1, 0, 2010-12-01 08:26:00, 1, invalid-value, Quantity",
    "1, 1, 1, yesterday, 1, invalid-value, InvoiceDate",
    "1, 1, 1, 2010-12-01 08:26:00, free, wrong-type, UnitPrice",
    "1, 1, -5, 2010-12-01 08:26:00, 0, stock-adjustment, Quantity",
    "1, 1, 5, 2010-12-01 08:26:00, 0, zero-price, UnitPrice",
    "1, 1, 5, 2010-12-01 08:26:00, -1, negative-number, UnitPrice",
    "C1, 1, 5, 2010-12-01 08:26:00, 1, invalid-value, Quantity",
    "A1, B, 1, 2010-12-01 08:26:00, -11062, accounting-adjustment, InvoiceNo"
  })
  void whatIsNoSaleIsRejectedWithItsReason(
      String invoice,
      String code,
      String quantity,
      String time,
      String price,
      String reason,
      String field)
      throws Exception {
    Checked<RetailRow> read =
        new RetailFormat(HEADER)
            .read(new Row(1, List.of(invoice, code, "", quantity, time, price, "", "")), NOW);
    var mistake = ((Checked.Invalid<RetailRow>) read).mistakes().getFirst();
    assertThat(mistake.code().wireName()).isEqualTo(reason);
    assertThat(mistake.field()).isEqualTo(field);
  }

  @Test
  void aRowWithTooFewFieldsIsMalformed() throws Exception {
    assertThat(new RetailFormat(HEADER).read(new Row(1, List.of("1", "2")), NOW))
        .isInstanceOf(Checked.Invalid.class);
  }

  @Test
  void missingColumnsAreNamed() {
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> RetailFormat.check(List.of("InvoiceNo", "StockCode")))
        .withMessageEndingWith(
            "missing: Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, true",
    "M, true",
    "BANK CHARGES, true",
    "GIFT_0001_40, true",
    "PADS, true",
    "85123A, false",
    "DCGSSBOY, false",
    "DCGS0076, false",
    "ADJUST, true"
  })
  void postageFeesAndVouchersAreNoProducts(String code, boolean service) {
    assertThat(StockCodes.isService(code)).isEqualTo(service);
  }

  @ParameterizedTest
  @CsvSource({
    "WHITE HANGING HEART T-LIGHT HOLDER, candles and lights",
    "JUMBO BAG RED RETROSPOT, bags and purses",
    "SET OF 3 CAKE TINS PANTRY DESIGN, kitchen and dining",
    "CHRISTMAS CRAFT TREE TOP ANGEL, christmas",
    "XYZZY, other"
  })
  void aCategoryIsFoundByTheWordsOfTheDescription(String description, String category) {
    assertThat(Categories.load().of(description)).isEqualTo(category);
  }

  private static RetailRow valid(String... fields) throws UnreadableFileException {
    Checked<RetailRow> read = new RetailFormat(HEADER).read(new Row(1, List.of(fields)), NOW);
    return ((Checked.Valid<RetailRow>) read).value();
  }

  @Test
  void aTimeThatCannotBeIsNamed() throws UnreadableFileException {
    assertThat(readAt("2999-01-01 08:26:00")).isEqualTo(Code.TIME_IN_FUTURE);
    assertThat(readAt("1700-01-01 08:26:00")).isEqualTo(Code.TIME_TOO_OLD);
  }

  @Test
  void aDescriptionThatIsNoneIsNamed() throws UnreadableFileException {
    String text = "x".repeat(513);
    Row row = new Row(1, List.of("1", "2", text, "1", "2010-12-01 08:26:00", "1", "", ""));
    assertThat(((Checked.Invalid<RetailRow>) new RetailFormat(HEADER).read(row, NOW)).mistakes())
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.field()).isEqualTo("Description"));
  }

  private static Code readAt(String time) throws UnreadableFileException {
    Row row = new Row(1, List.of("1", "2", "", "1", time, "1", "", ""));
    return ((Checked.Invalid<RetailRow>) new RetailFormat(HEADER).read(row, NOW))
        .mistakes()
        .getFirst()
        .code();
  }
}
