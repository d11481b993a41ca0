package dev.parallax.fraud.training;

import static dev.parallax.fraud.FraudApi.decide;
import static dev.parallax.fraud.FraudApi.get;
import static dev.parallax.fraud.FraudApi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.fraud.FraudApi;
import dev.parallax.fraud.HandbookShop;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** From a bulk import over the log to a model in service. */
@QuarkusTest
@WithRealServers
class TrainingComponentTest {
  private static final int DAYS = 75;

  @Inject LogProducer log;

  @Test
  void importedHistoryWithLabelsThatComeLastTrainsAModelThatServes() {
    int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
    List<HandbookShop.Truth> truths =
        new HandbookShop(11, 200, 260, DAYS, today - DAYS - 8).payments();
    long before = count("decisions");
    publish(truths);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> count("decisions") >= before + truths.size());
    label(truths);

    JsonPath result = train();

    assertThat(result.getDouble("metrics.auc")).isGreaterThan(0.8);
    assertThat(result.getDouble("metrics.averagePrecision"))
        .isGreaterThan(0.5)
        .isGreaterThan(result.getDouble("baseline.averagePrecision"));
    assertThat(result.getBoolean("promoted")).isTrue();
    String version = result.getString("modelId");
    assertThat(version).startsWith("fraud-score-");
    modelServesWithItsReasons(version);
    get("analyst", "/v1/models/" + version)
        .statusCode(200)
        .body("state", equalTo("champion"))
        .body("card.evaluation", startsWith("split by time"));
  }

  /** An amount no customer of the shop pays. */
  private static void modelServesWithItsReasons(String version) {
    Map<String, Object> outlier = FraudApi.transaction("never-seen", Instant.now());
    outlier.put("amount", 900);

    decide(outlier)
        .statusCode(200)
        .body("modelVersion", equalTo(version))
        .body("outcome", equalTo("decline"))
        .body("reasons.code", hasItem("amount"))
        .body("reasons.find { it.code == 'amount' }.evidence.value", equalTo(900.0f));
  }

  private static JsonPath train() {
    String job =
        post("fraud-analyst", "/v1/fraud/models/train", "{}").statusCode(202).extract().path("id");
    await()
        .atMost(Duration.ofMinutes(3))
        .until(
            () ->
                List.of("succeeded", "failed")
                    .contains(get("admin", "/v1/jobs/" + job).extract().<String>path("state")));
    JsonPath finished = get("admin", "/v1/jobs/" + job).extract().jsonPath();
    assertThat(finished.getString("error")).isNull();
    finished.setRootPath("result");
    return finished;
  }

  private void publish(List<HandbookShop.Truth> truths) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    truths.forEach(
        t -> records.add(CloudEvents.record(Topics.TRANSACTIONS, t.recorded(""), "test")));
    log.sendAll(records);
  }

  private static void label(List<HandbookShop.Truth> truths) {
    List<Map<String, Object>> labels =
        truths.stream()
            .filter(HandbookShop.Truth::fraud)
            .map(
                t ->
                    Map.<String, Object>of(
                        "transactionId", t.payment().id(), "fraud", true, "origin", "chargeback"))
            .toList();
    post("admin", "/v1/labels", labels).statusCode(202);
  }

  private static long count(String what) {
    return get("analyst", "/v1/fraud/counts").extract().jsonPath().getLong(what);
  }
}
