package dev.parallax.ingestion.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class RateComponentTest {
  @TestHTTPResource("/v1/ingestion/rate/live")
  URI live;

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
