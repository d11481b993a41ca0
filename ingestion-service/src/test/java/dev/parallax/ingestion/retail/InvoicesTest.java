package dev.parallax.ingestion.retail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.ingestion.Unmerged;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.testing.Checkout;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class InvoicesTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Property(tries = 60, seed = "42")
  void anInvoiceIsCompleteInWhateverOrderItsLinesStand(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    Map<String, Integer> expected = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      String invoice = "5" + random.nextInt(6);
      expected.merge(invoice, 1, Integer::sum);
      lines.add(invoice + ",1000" + i + ",MUG,1,2010-12-01 08:26:00,1.5,,UK\n");
    }
    Collections.shuffle(lines, random);
    Map<String, Integer> found = new TreeMap<>();
    for (Invoice invoice : invoices(file(HEADER + String.join("", lines)))) {
      found.merge(invoice.first().invoice(), invoice.lines().size(), Integer::sum);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void anInvoiceBecomesOneOrderWithItsServicesApart() throws Exception {
    ImportFile file =
        file(
            HEADER
                + """
                536365,85123A,WHITE HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                536365,85123a,WHITE HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                536365,POST,POSTAGE,1,2010-12-01 08:26:00,18,17850.0,United Kingdom
                536365,D,Discount,1,2010-12-01 08:26:00,1,17850.0,United Kingdom
                C536366,85123A,DAMAGED,-1,2010-12-01 09:26:00,2.55,17850.0,United Kingdom
                536367,POST,POSTAGE,1,2010-12-01 10:26:00,18,,France
                """);
    Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);
    RetailScan scan = RetailScan.read(file, Long.MAX_VALUE, NOW, row -> {});
    RetailEvents events =
        new RetailEvents(pseudonyms, new Unmerged(pseudonyms), scan.catalog(), NOW, "shop");
    List<CustomerEvent> made = invoices(file).stream().map(events::event).toList();

    assertThat(made)
        .extracting(CustomerEvent::name)
        .containsExactly("Order Completed", "Order Refunded", "Service Charged");
    Order order = Order.of(made.get(0)).orElseThrow();
    assertThat(order.cid()).isEqualTo(pseudonyms.customer("17850"));
    assertThat(order.total()).isEqualByComparingTo("49.60");
    assertThat(order.lines())
        .extracting(line -> line.itemId() + "/" + line.name() + "/" + line.quantity())
        .containsExactly("85123A/WHITE HOLDER/6", "85123A/WHITE HOLDER/6");
    assertThat(made.get(0).properties().path("service_charges")).hasSize(2);
    assertThat(made.get(0).properties().path("shipping").decimalValue()).isEqualByComparingTo("18");
    assertThat(Order.of(made.get(1)).orElseThrow().refund()).isTrue();
    assertThat(made.get(2).cid()).startsWith("a_");
    assertThat(invoices(file).getFirst().repeatedLines()).isEqualTo(1);
    assertThat(made).extracting(CustomerEvent::id).first().isEqualTo("online-retail:536365");
  }

  @Test
  void theLargestInvoiceThereCanBeIsOneRecordOfTheLog() throws Exception {
    String worst = "\u0001".repeat(RetailFormat.LONGEST_TEXT);
    String code = "\u0001".repeat(RetailFormat.LONGEST_ID - 9);
    BigDecimal price = new BigDecimal("123456789.12345");
    Invoice invoice = new Invoice();
    RetailCatalog catalog = new RetailCatalog();
    boolean taken = true;
    for (int i = 100_000_000; taken; i++) {
      RetailRow row =
          new RetailRow(i, "5", code + i, worst, 1_000_000_000, NOW, price, null, worst);
      taken = invoice.add(row);
      catalog.add(row);
    }
    assertThat(invoice.lines()).hasSize(Invoice.MOST_LINES);
    RetailEvents events =
        new RetailEvents(
            new Pseudonyms(new byte[32]),
            new Unmerged(new Pseudonyms(new byte[32])),
            catalog,
            NOW,
            "shop");
    var record = CloudEvents.record(Topics.CUSTOMER_EVENTS, events.event(invoice), "ingestion");
    assertThat(record.value().length).isLessThan(LogConfig.LARGEST_RECORD_BYTES - 64 * 1024);
  }

  @Test
  void aLimitTakesItsLastInvoiceWholeSoThatALaterImportDropsNothing() throws Exception {
    ImportFile file =
        file(
            HEADER
                + """
                1,A,MUG,1,2010-12-01 08:26:00,1,,UK
                2,A,MUG,1,2010-12-01 08:26:00,1,,UK
                2,B,MUG,0,2010-12-01 08:26:00,1,,UK
                2,C,MUG,1,2010-12-01 08:26:00,1,,UK
                3,A,MUG,1,2010-12-01 08:26:00,1,,UK
                """);
    assertThat(RetailScan.read(file, 1, NOW, row -> {}).rows()).isEqualTo(1);
    assertThat(RetailScan.read(file, 2, NOW, row -> {}).rows()).isEqualTo(4);
    assertThat(RetailScan.read(file, 4, NOW, row -> {}).rows()).isEqualTo(4);
    assertThat(RetailScan.read(file, 9, NOW, row -> {}).rows()).isEqualTo(5);
  }

  @Test
  void aLimitTakesInvoicesThatGoOnAfterItWholeToo() throws Exception {
    ImportFile file =
        file(
            HEADER
                + """
                1,A,MUG,1,2010-12-01 08:26:00,1,,UK
                2,A,MUG,1,2010-12-01 08:26:00,1,,UK
                3,A,MUG,1,2010-12-01 08:26:00,1,,UK
                1,B,MUG,1,2010-12-01 08:26:00,1,,UK
                2,B,MUG,1,2010-12-01 08:26:00,1,,UK
                """);
    RetailScan scan = RetailScan.read(file, 1, NOW, row -> {});
    assertThat(scan.rows()).isEqualTo(2);
    assertThat(scan.end()).isEqualTo(4);
    assertThat(invoices(file, 1))
        .extracting(invoice -> invoice.first().invoice() + "/" + invoice.lines().size())
        .containsExactly("1/2");
    assertThat(invoices(file, 2))
        .extracting(invoice -> invoice.first().invoice() + "/" + invoice.lines().size())
        .containsExactlyInAnyOrder("1/2", "2/2");
  }

  @Test
  void theRealFileComesToItsKnownFigures() throws Exception {
    Path data = Checkout.data().resolve("online-retail.csv.gz");
    Assumptions.assumeTrue(
        Files.exists(data), "the Online Retail data is not beside this checkout: " + data);
    ImportFile file = ImportFile.inspect(data);
    RetailScan scan = RetailScan.read(file, Long.MAX_VALUE, NOW, row -> {});
    assertThat(scan.rows()).isEqualTo(541_909);
    assertThat(scan.lastRows()).hasSize(1);
    Map<String, Integer> names = new HashMap<>();
    Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);
    RetailEvents events =
        new RetailEvents(pseudonyms, new Unmerged(pseudonyms), scan.catalog(), NOW, "shop");
    BigDecimal money = BigDecimal.ZERO;
    int lines = 0;
    for (Invoice invoice : invoices(file)) {
      CustomerEvent event = events.event(invoice);
      names.merge(event.name(), 1, Integer::sum);
      BigDecimal total = event.properties().path("total").decimalValue();
      money = invoice.first().refund() ? money.subtract(total) : money.add(total);
      lines += invoice.lines().size();
    }
    assertThat(lines).isEqualTo(539_391);
    assertThat(names)
        .isEqualTo(
            Map.of(
                "Order Completed", 19_773,
                "Order Refunded", 3_422,
                "Service Charged", 186,
                "Service Refunded", 414));
    // The known sum less the three rows that correct the books: 11,062.06 - 2 * 11,062.06.
    assertThat(money)
        .isEqualByComparingTo(new BigDecimal("9747747.934").add(new BigDecimal("11062.06")));
    List<?> items = scan.catalog().items(NOW, "shop");
    assertThat(items).hasSize(3_827);
  }

  private static List<Invoice> invoices(ImportFile file) throws Exception {
    return invoices(file, Long.MAX_VALUE);
  }

  private static List<Invoice> invoices(ImportFile file, long limit) throws Exception {
    RetailScan scan = RetailScan.read(file, limit, NOW, row -> {});
    InvoiceGrouper grouper = new InvoiceGrouper(scan);
    List<Invoice> all = new ArrayList<>();
    try (CsvFile csv = CsvFile.open(file)) {
      RetailFormat format = new RetailFormat(csv.header());
      for (Row row = csv.next(); row != null; row = csv.next()) {
        if (scan.takes(row, format.invoice(row))
            && format.read(row, NOW) instanceof Checked.Valid<RetailRow>(RetailRow valid)) {
          all.addAll(grouper.add(valid).complete());
        }
      }
    }
    all.addAll(grouper.finish());
    return all;
  }

  private static ImportFile file(String text) throws Exception {
    Path path = Files.createTempFile("retail", ".csv");
    path.toFile().deleteOnExit();
    return ImportFile.inspect(Files.write(path, text.getBytes(StandardCharsets.UTF_8)));
  }
}
