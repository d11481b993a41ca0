package dev.parallax.ingestion.request;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that send much and slowly, so that what they have sent lies in memory. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class CapacityComponentTest {
  private static final int CLIENTS = 60;
  private static final int ANNOUNCED = 5_000_000;
  private static final int SENT = 4_000_000;
  private static final String AUTHORIZATION =
      "Authorization: Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (IngestionSettings.WRITE_KEY + ":").getBytes(StandardCharsets.US_ASCII))
          + "\r\n";
  private static final long MIB = 1024 * 1024;

  @Test
  void manySlowClientsWithLargeBodiesDoNotGrowTheHeapAndHinderNoOtherSource() throws Exception {
    String other =
        staff("admin")
            .contentType("application/json")
            .body("{\"name\":\"other-" + UUID.randomUUID() + "\"}")
            .post("/v1/sources")
            .path("key");
    long before = usedHeap();
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    try {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(
            Thread.ofVirtual()
                .start(
                    () ->
                        hang(
                            sockets,
                            answers,
                            head("/v1/transactions", AUTHORIZATION, ANNOUNCED),
                            SENT)));
      }
      for (Thread client : clients) {
        client.join(Duration.ofSeconds(60));
      }
      assertThat(answers)
          .as("who found no room is told so")
          .hasSizeGreaterThan(CLIENTS / 2)
          .allSatisfy(answer -> assertThat(answer).contains(" 503 ", "Retry-After: 1"));
      assertThat(usedHeap() - before).as("heap that they cost").isLessThan(64 * MIB);
      given()
          .auth()
          .preemptive()
          .basic(other, "")
          .body("{\"userId\":\"u\",\"event\":\"Seen\"}")
          .post("/v1/track")
          .then()
          .statusCode(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(shop().body("x".repeat(400_000)).post("/v1/batch").statusCode())
                  .isEqualTo(400);
              assertThat(given().get("/q/metrics").asString())
                  .containsPattern("parallax_ingestion_bodies_bytes\\S* 0\\.0");
            });
  }

  @Test
  void slowClientsWithoutAKeyInAHeaderAreBoundedTooAndKeepNoOneOutWhoHasOne() throws Exception {
    List<String> answers = Collections.synchronizedList(new ArrayList<>());
    List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    try {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        clients.add(
            Thread.ofVirtual()
                .start(() -> hang(sockets, answers, head("/v1/batch", "", 65_000), 60_000)));
      }
      for (Thread client : clients) {
        client.join(Duration.ofSeconds(60));
      }
      assertThat(answers)
          .as("who found no room is told so")
          .hasSizeGreaterThan(100)
          .allSatisfy(answer -> assertThat(answer).contains(" 503 ", "Retry-After: 1"));
      shop().body("{\"userId\":\"u\",\"event\":\"Seen\"}").post("/v1/track").then().statusCode(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .containsPattern("parallax_ingestion_bodies_bytes\\S* 0\\.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/transactions, 13000000",
    "/v1/imports/mappings/m, 13000000",
    "/v1/tracking-plan, 13000000",
    "/v1/imports, 70000000000",
    "/v1/imports/preview, 70000000000"
  })
  void whatAnnouncesItselfAsTooLargeIsRefusedBeforeItIsSent(String path, long announced)
      throws IOException {
    List<String> answers = new ArrayList<>();
    List<Socket> sockets = new ArrayList<>();
    hang(sockets, answers, head(path, AUTHORIZATION, announced), 0);
    sockets.getFirst().close();
    assertThat(answers).singleElement().asString().contains(" 413 ", "application/problem+json");
  }

  /** Sends most of a body and no more of it; notes the answer, if there is one. */
  private static void hang(List<Socket> sockets, List<String> answers, String request, int size) {
    try {
      Socket socket = new Socket("localhost", RestAssured.port);
      sockets.add(socket);
      Thread.ofVirtual().start(() -> send(socket, request, size));
      socket.setSoTimeout(10_000);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      for (String line = reader.readLine();
          line != null && !line.isEmpty();
          line = reader.readLine()) {
        head.append(line).append('\n');
      }
      answers.add(head.toString());
    } catch (SocketTimeoutException e) {
      // It found room and waits for the rest.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(String path, String authorization, long announced) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + authorization
        + "Content-Type: application/json\r\nContent-Length: "
        + announced
        + "\r\n\r\n";
  }

  private static void send(Socket socket, String request, int size) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] part = new byte[20_000];
      Arrays.fill(part, (byte) ' ');
      for (int sent = 0; sent < size; sent += part.length) {
        out.write(part);
      }
      out.flush();
    } catch (IOException e) {
      // It was refused.
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
