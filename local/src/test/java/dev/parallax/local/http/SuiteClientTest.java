package dev.parallax.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteClientTest {

  @TempDir Path folder;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Seen> seen = new ArrayList<>();
  private HttpServer server;
  private SuiteClient client;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          seen.add(
              new Seen(
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("Content-Encoding"),
                  new String(body, StandardCharsets.UTF_8)));
          Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    client =
        new SuiteClient(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new Credentials("jwt", "key"));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void aServiceThatIsAwayForAMomentIsAskedAgain() throws IOException {
    answers.add(new Answer(503, "{\"title\":\"broker away\"}"));
    answers.add(new Answer(200, "{\"accepted\":1}"));
    assertThat(client.send("/v1/readings", Map.of("value", 1)).path("accepted").asInt())
        .isEqualTo(1);
    assertThat(seen).hasSize(2);
  }

  @Test
  void patienceEnds() {
    answers.add(new Answer(503, "{\"title\":\"broker away\"}"));
    assertThatThrownBy(() -> client.patient(Duration.ZERO).get("/v1/gaps"))
        .isInstanceOfSatisfying(SuiteException.class, e -> assertThat(e.status()).isEqualTo(503))
        .hasMessageContaining("broker away");
  }

  @Test
  void aRefusalNamesTheField() {
    answers.add(
        new Answer(
            400,
            "{\"title\":\"Invalid\",\"errors\":[{\"field\":\"k\",\"message\":\"must be positive\"}]}"));
    assertThatThrownBy(() -> client.post("/v1/segmentations", Map.of("k", -1)))
        .hasMessage("POST /v1/segmentations was answered 400: Invalid; k: must be positive");
  }

  @Test
  void staffComeWithATokenAndShopsWithAWriteKey() throws IOException {
    answers.add(new Answer(200, "{}"));
    client.get("/v1/gaps");
    client.send("/v1/track", Map.of());
    assertThat(seen)
        .extracting(Seen::authorization)
        .containsExactly("Bearer jwt", "Basic a2V5Og==");
    assertThat(seen).extracting(Seen::encoding).containsExactly(null, "gzip");
  }

  @Test
  void aFileIsSentAsAFormWithItsFields() throws IOException {
    answers.add(new Answer(202, "{\"id\":\"ingestion-1\"}"));
    Path file = Files.writeString(folder.resolve("visits.csv"), "a,b\r\n1,2\r\n");
    JsonNode job = client.upload(file, Map.of("mapping", "events"));
    assertThat(job.path("id").asText()).isEqualTo("ingestion-1");
    assertThat(seen.getFirst().body())
        .contains("name=\"mapping\"\r\n\r\nevents\r\n")
        .contains("filename=\"visits.csv\"")
        .contains("\r\n\r\na,b\r\n1,2\r\n\r\n--");
  }

  @Test
  void aJobIsFollowedToItsEndAndAFailedOneSaysWhy() throws IOException {
    answers.add(new Answer(200, "{\"state\":\"running\",\"done\":1}"));
    answers.add(new Answer(200, "{\"state\":\"succeeded\",\"result\":{\"k\":5}}"));
    List<String> states = new ArrayList<>();
    JsonNode job =
        client.await(
            "segmentation-1", s -> states.add(s.path("state").asText()), Duration.ofSeconds(5));
    assertThat(job.path("result").path("k").asInt()).isEqualTo(5);
    assertThat(states).containsExactly("running", "succeeded");

    answers.clear();
    answers.add(new Answer(200, "{\"state\":\"failed\",\"error\":\"too few customers\"}"));
    assertThatThrownBy(() -> client.await("segmentation-2", s -> {}, Duration.ofSeconds(5)))
        .hasMessageContaining("too few customers");
  }

  private record Answer(int status, String body) {}

  private record Seen(String path, String authorization, String encoding, String body) {}
}
