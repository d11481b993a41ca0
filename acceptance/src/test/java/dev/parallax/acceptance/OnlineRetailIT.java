package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Real rows, and counts that were made from the same file by other code. */
@Order(30)
class OnlineRetailIT {

  private static final int ROWS = 50_000;

  private final Suite suite = Suite.shared();
  private final SuiteClient client = suite.client();

  @Test
  void theFirstFiftyThousandRowsAreCountedAlikeEverywhereHoweverOftenTheyAreImported()
      throws IOException {
    Path file = suite.home().root().resolve("../shared/data/online-retail.csv.gz").normalize();
    assumeTrue(
        Files.exists(file),
        "skipped: the UCI Online Retail file is not in ../shared/data, where this test reads it");
    OnlineRetail truth = OnlineRetail.read(file, ROWS);
    Counts before = Counts.now(client);
    long began = System.nanoTime();
    JsonNode result = importRows(file);
    double seconds = (System.nanoTime() - began) / 1e9;

    assertThat(result.path("rows").asLong()).isEqualTo(truth.rows());
    assertThat(result.path("accepted").asLong()).isEqualTo(truth.accepted());
    assertThat(result.path("rejected").asLong()).isEqualTo(truth.rejected());
    assertThat(result.path("customers").asLong()).isEqualTo(truth.customers());
    assertThat(published(result))
        .isEqualTo(
            Map.of(
                "catalog", truth.items() + truth.services(),
                "customer-events", truth.events(),
                "customer-profiles", truth.customers()));
    Map<String, Long> expected = expected(truth);
    Counts.awaitGrowth(client, before, expected, Duration.ofMinutes(3));
    System.out.printf(
        "online-retail: %,d rows in %.1f s (%,.0f rows/s), counted alike: %s%n",
        truth.rows(), seconds, truth.rows() / seconds, expected);

    assertThat(published(importRows(file)))
        .as("the second time only the orders go out, under their ids")
        .isEqualTo(Map.of("customer-events", truth.events()));

    expected.put("ingestion.customer-events", 2 * truth.events());
    Counts.awaitGrowth(client, before, expected, Duration.ofMinutes(3));
  }

  private JsonNode importRows(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    fields.put("mapping", "online-retail");
    fields.put("limit", Integer.toString(ROWS));
    fields.put("consent", "analytics,personalization");
    String id = client.upload(file, fields).path("id").asText();
    return client.await(id, state -> {}, Duration.ofMinutes(3)).path("result");
  }

  private static Map<String, Long> published(JsonNode result) {
    Map<String, Long> published = new HashMap<>();
    result
        .path("published")
        .properties()
        .forEach(t -> published.put(t.getKey(), t.getValue().asLong()));
    return published;
  }

  private static Map<String, Long> expected(OnlineRetail truth) {
    Map<String, Long> expected = new HashMap<>();
    expected.put("ingestion.customer-events", truth.events());
    expected.put("ingestion.catalog", truth.items() + truth.services());
    expected.put("segmentation.events", truth.events());
    expected.put("segmentation.orders", truth.orders());
    expected.put("segmentation.refunds", truth.refunds());
    expected.put("segmentation.customers", truth.customers());
    expected.put("segmentation.monetaryMinorByCurrency.GBP", truth.pence());
    expected.put("recommendation.orders", truth.orders());
    expected.put("recommendation.baskets", truth.orders());
    expected.put("recommendation.interactions", truth.boughtArticles());
    expected.put("recommendation.customers", truth.shoppers());
    expected.put("recommendation.items", truth.items() + truth.services());
    expected.put("recommendation.itemsAvailable", truth.items());
    expected.put("recommendation.refunds", truth.refunds());
    expected.put("experience.events", truth.events());
    expected.put("experience.customers", truth.people());
    expected.put("experience.sessions", 0L); // nobody visited a page for an invoice
    expected.put("experience.orders", truth.orders());
    expected.put("experience.refunds", truth.refunds());
    expected.put("fraud.transactions", 0L); // an invoice is no payment
    expected.put("experience.catalogItems", truth.items() + truth.services());
    expected.put("experience.catalogItemsOffered", truth.items());
    return expected;
  }
}
