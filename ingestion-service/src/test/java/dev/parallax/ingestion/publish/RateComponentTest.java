package dev.parallax.ingestion.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.ingestion.MovingClock;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RateComponentTest {
  /** Ahead of all that other tests send. */
  private final MovingClock clock = new MovingClock(Instant.parse("2100-03-01T12:00:00Z"));

  @TestHTTPResource("/v1/ingestion/rate/live")
  URI live;

  @Inject RateStore store;

  @Test
  void eventsOfAllReplicasShowInTheirSecondAndLeaveAfterAMinuteButAreCountedForEver() {
    Rate one = new Rate(store, clock, new SimpleMeterRegistry());
    Rate other = new Rate(store, clock, new SimpleMeterRegistry());
    Rate.Snapshot before = other.now();
    one.accepted(10);
    one.now();
    one.accepted(5);
    one.rejected(2);
    one.now();
    other.accepted(15);
    other.now();
    clock.move(Duration.ofSeconds(1));
    for (Rate rate : List.of(one, other)) {
      assertThat(rate.now().lastMinute()).hasSize(60).endsWith(30).startsWith(0);
      assertThat(rate.now().eventsPerSecond()).isEqualTo(10.0);
      assertThat(rate.latest()).isEqualTo(rate.now());
    }
    clock.move(Duration.ofSeconds(59));
    assertThat(other.now().lastMinute()).startsWith(30);
    clock.move(Duration.ofSeconds(1));
    assertThat(other.now().lastMinute()).doesNotContain(30);
    clock.move(Duration.ofSeconds(60));
    one.fold();
    Rate.Snapshot after = one.now();
    assertThat(after.accepted() - before.accepted()).isGreaterThanOrEqualTo(30);
    assertThat(after.rejected() - before.rejected()).isGreaterThanOrEqualTo(2);
    one.fold();
    assertThat(one.now().accepted()).isGreaterThanOrEqualTo(after.accepted());
  }

  @Test
  void theLiveRateComesAgainAndAgain() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(live)
            .header("Authorization", TestTokens.bearer("analyst"))
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> stream =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), UTF_8))) {
        List<JsonObject> messages =
            lines
                .lines()
                .filter(line -> line.startsWith("data:"))
                .limit(2)
                .map(line -> new JsonObject(line.substring("data:".length())))
                .toList();
        assertThat(messages)
            .hasSize(2)
            .allSatisfy(
                message -> assertThat(message.getJsonArray("lastMinute").size()).isEqualTo(60));
      }
    }
  }
}
