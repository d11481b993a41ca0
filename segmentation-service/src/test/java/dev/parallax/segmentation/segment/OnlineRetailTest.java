package dev.parallax.segmentation.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.parallax.kit.testing.Checkout;
import dev.parallax.segmentation.feature.CustomerTotals;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.feature.Features;
import dev.parallax.segmentation.segment.Learner.Learned;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * On the UCI Online Retail data (CC BY 4.0), read from beside the checkout; skipped where absent.
 */
class OnlineRetailTest {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Map<String, Seen> CUSTOMERS = new HashMap<>();
  private static Instant end = Instant.EPOCH;

  /** What the rows say of one customer. */
  private static final class Seen {
    final Set<String> invoices = new HashSet<>();
    final Set<String> refunds = new HashSet<>();
    double gross;
    double refunded;
    long pieces;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
  }

  @BeforeAll
  static void read() throws IOException {
    Path file = Checkout.data().resolve("online-retail.csv.gz");
    assumeTrue(
        Files.exists(file),
        "skipped: the Online Retail data is not in shared/data beside the checkout");
    try (Reader text =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      rows.forEach(OnlineRetailTest::note);
    }
  }

  private static void note(NamedCsvRecord row) {
    if (row.getField("CustomerID").isBlank()) {
      return;
    }
    Seen seen = CUSTOMERS.computeIfAbsent(row.getField("CustomerID"), id -> new Seen());
    String invoice = row.getField("InvoiceNo");
    int quantity = Integer.parseInt(row.getField("Quantity"));
    double value = quantity * Double.parseDouble(row.getField("UnitPrice"));
    Instant at = LocalDateTime.parse(row.getField("InvoiceDate"), TIME).toInstant(ZoneOffset.UTC);
    end = at.isAfter(end) ? at : end;
    if (invoice.startsWith("C")) {
      seen.refunds.add(invoice);
      seen.refunded -= value;
    } else {
      seen.invoices.add(invoice);
      seen.gross += value;
      seen.pieces += quantity;
      seen.first = at.isBefore(seen.first) ? at : seen.first;
      seen.last = at.isAfter(seen.last) ? at : seen.last;
    }
  }

  private static FeatureVector features(Seen seen) {
    long orders = seen.invoices.size();
    return Features.of(
        new CustomerTotals(
            orders,
            orders,
            seen.gross,
            seen.refunded,
            seen.refunds.size(),
            orders,
            seen.pieces,
            0,
            seen.first,
            seen.last,
            Double.NaN,
            Double.NaN),
        end);
  }

  private static FeatureTable table() {
    FeatureTable.Builder builder = new FeatureTable.Builder(end, "GBP");
    CUSTOMERS.keySet().stream()
        .sorted()
        .filter(id -> !CUSTOMERS.get(id).invoices.isEmpty())
        .forEach(id -> builder.add(id, features(CUSTOMERS.get(id))));
    return builder.build();
  }

  /** Figures of customer 12347 as the literature on this data gives them. */
  @Test
  void aKnownCustomerHasTheKnownFeatures() {
    assertThat(CUSTOMERS).hasSize(4372);
    FeatureVector vector = features(CUSTOMERS.get("12347.0"));
    assertThat(vector.get(Feature.FREQUENCY)).isEqualTo(7);
    assertThat(vector.get(Feature.MONETARY)).isCloseTo(4310, within(0.01));
    assertThat(vector.get(Feature.RECENCY)).isBetween(1.0, 2.0);
    assertThat(vector.get(Feature.TENURE)).isBetween(366.0, 368.0);
    assertThat(vector.get(Feature.RETURN_RATE)).isZero();
  }

  /** 12346 bought for 77,183.60 and gave all of it back. */
  @Test
  void whoGaveEverythingBackHasSpentNothing() {
    FeatureVector vector = features(CUSTOMERS.get("12346.0"));
    assertThat(vector.get(Feature.MONETARY)).isCloseTo(0, within(1e-6));
    assertThat(vector.get(Feature.RETURN_RATE)).isEqualTo(1);
    assertThat(vector.get(Feature.AVERAGE_ORDER_VALUE)).isCloseTo(77183.60, within(0.01));
  }

  @Test
  void realCustomersFallIntoSegmentsThatBeatChanceAndTiers() {
    Learned learned = new Learner(Feature.DEFAULTS, 42).learn(table(), Optional.of(5));

    assertThat(learned.isWorthIt()).isTrue();
    assertThat(learned.quality().silhouette()).isGreaterThan(0.2);
    assertThat(learned.quality().explained()).isGreaterThan(0.5);
    assertThat(learned.constant()).containsExactly(Feature.CATEGORY_BREADTH, Feature.LAST_RATING);
    assertThat(learned.model().segments())
        .hasSize(5)
        .extracting(s -> s.name().en())
        .doesNotHaveDuplicates()
        .anyMatch(name -> name.contains("Lapsed") || name.contains("ne-time"))
        .anyMatch(name -> name.contains("big spenders"));
  }
}
