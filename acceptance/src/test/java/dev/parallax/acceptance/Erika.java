package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.http.SuiteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A person whose ids, address and name stand wherever they can be put.
 *
 * @param folder for her files
 */
record Erika(SuiteClient client, Path folder) {
  static final String MARK = Long.toString(System.currentTimeMillis(), 36);
  static final String USER = "erika-mustermann-" + MARK;
  static final String VISITOR = "visitor-of-erika-" + MARK;
  static final String EMAIL = "erika." + MARK + "@mustermann.example";
  static final String PHONE = "+49 151 2345" + (1000 + System.currentTimeMillis() % 9000);
  static final String NAME = "Erika Mustermann-" + MARK;
  private static final String CARD = "card-of-erika-" + MARK;

  /** Of another customer, whose id is too short to be looked for within texts. */
  private static final String SHORT = "e" + MARK.substring(MARK.length() - 4);

  private static final String IN_PATH = "/account/" + SHORT;
  private static final String IN_QUERY = "session-of-erika-" + MARK;
  static final List<String> PLANTED =
      List.of(USER, VISITOR, EMAIL, PHONE, NAME, CARD, IN_PATH, IN_QUERY);

  /** Says something of the person and names nobody: that it is found shows that one can find. */
  static final String TRAIT = "plan-" + MARK;

  /** An event of the other customer, beside hers. */
  static final String ANOTHERS = "Link Clicked " + MARK;

  void comesInByEveryDoor() throws IOException {
    Instant now = Instant.now();
    client.send(
        "/v1/track",
        Map.of(
            "anonymousId",
            VISITOR,
            "event",
            "Product Viewed",
            "properties",
            Map.of("product_id", "P-1", "note", EMAIL)));
    pages();
    client.send(
        "/v1/identify",
        Map.of(
            "userId",
            USER,
            "anonymousId",
            VISITOR,
            "traits",
            Map.of("email", EMAIL, "phone", PHONE, "name", NAME, "plan", TRAIT),
            "context",
            Map.of(
                "consent",
                Map.of(
                    "categoryPreferences", Map.of("analytics", true, "personalization", true)))));
    client.send(
        "/v1/batch",
        Map.of(
            "batch",
            List.of(
                order("o-1-" + MARK),
                Map.of("type", "page", "userId", USER, "name", "Basket of " + USER))));
    client.send(
        "/v1/feedback",
        Map.of(
            "userId",
            USER,
            "kind",
            "complaint",
            "text",
            "I am " + USER + ", write to " + EMAIL + " or call " + PHONE));
    client.send("/v1/transactions", transaction("t-1-" + MARK, now));
    client.post("/v1/decisions", transaction("t-2-" + MARK, now));
    for (String path : List.of("/v1/track", "/v1/transactions")) {
      try {
        client.send(path, Map.of("userId", USER, "note", EMAIL + " " + PHONE + " " + NAME));
        throw new AssertionError("not rejected: " + path);
      } catch (SuiteException e) {
        assertThat(e.status()).isEqualTo(400);
      }
    }
    Path file = folder.resolve("import.jsonl");
    Files.writeString(
        file,
        SuiteClient.JSON.writeValueAsString(order("o-2-" + MARK))
            + "\n"
            + SuiteClient.JSON.writeValueAsString(
                Map.of("type", "identify", "userId", USER, "traits", Map.of("email", EMAIL)))
            + "\n{\"type\":\"track\",\"userId\":\""
            + USER
            + "\",\"properties\":{\"email\":\""
            + EMAIL
            + "\"}}\n");
    JsonNode job = client.upload(file, Map.of("mapping", "events"));
    client.await(job.path("id").asText(), state -> {}, Duration.ofMinutes(1));
  }

  /** Addresses with what sites put into them. */
  private void pages() throws IOException {
    Map<String, String> page =
        Map.of(
            "url",
            "https://shop.example" + IN_PATH + "?sid=" + IN_QUERY + "#" + EMAIL,
            "referrer",
            "https://shop.example/login?mail=" + EMAIL + "&sid=" + IN_QUERY,
            "path",
            IN_PATH,
            "search",
            "?sid=" + IN_QUERY);
    client.send(
        "/v1/page", Map.of("userId", SHORT, "properties", page, "context", Map.of("page", page)));
    client.send(
        "/v1/track",
        Map.of(
            "userId",
            SHORT,
            "event",
            ANOTHERS,
            "properties",
            Map.of("href", IN_PATH + "/orders?sid=" + IN_QUERY)));
  }

  static Map<String, Object> order(String id) {
    return Map.of(
        "type",
        "track",
        "userId",
        USER,
        "event",
        "Order Completed",
        "messageId",
        UUID.randomUUID().toString(),
        "timestamp",
        Instant.now().minusSeconds(60).toString(),
        "properties",
        Map.of(
            "order_id",
            id,
            "email",
            EMAIL,
            "currency",
            "EUR",
            "products",
            List.of(Map.of("product_id", "P-1", "price", 5, "quantity", 1))));
  }

  private static Map<String, Object> transaction(String id, Instant at) {
    return Map.of(
        "id",
        id,
        "userId",
        USER,
        "account",
        CARD,
        "amount",
        10,
        "currency",
        "EUR",
        "device",
        "phone-of-" + USER,
        "terminal",
        "shop of " + EMAIL,
        "occurredAt",
        at.toString());
  }
}
