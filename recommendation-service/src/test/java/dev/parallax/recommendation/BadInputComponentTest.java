package dev.parallax.recommendation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.TestTokens;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers get wrong, and how they learn of it. */
@QuarkusTest
@WithRealServers
class BadInputComponentTest {
  @Inject LogProducer log;

  @BeforeEach
  void seed() {
    Seeded.ensure(new TestShop(log));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "10000", "ten", "1.5", "99999999999999"})
  void aListSizeThatIsNoneNamesN(String n) {
    Api.mistake(get("/v1/recommendations?userId=u&n=" + n), "n");
    Api.mistake(get("/v1/items/I00/similar?n=" + n), "n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"basket\":[\"I00\"],\"n\":0}|n",
        "{\"basket\":[\"I00\"],\"n\":10000}|n",
        "{\"basket\":[\"I00\"],\"n\":\"ten\"}|n",
        "{\"basket\":[]}|basket",
        "{}|basket",
        "{\"basket\":\"I00\"}|basket",
        "{\"basket\":[\"I00\",\" \"]}|basket[1]",
        "{\"basket\":[null]}|basket[0]",
        "{\"basket\":[\"I00\"],\"userId\":\"\"}|userId",
        "{\"basket\":[\"I00\"],\"surface\":\"\"}|surface",
        "{\"basket\":[\"I00\"],\"surface\":\"a\\u0000\"}|surface",
        "{\"basket\":[\"I\\u0000\"]}|basket[0]",
        "{\"basket\":[\"I00\"|body",
        "[]|body",
        "null|body",
        "{\"context\":\"product\"}|itemId",
        "{\"context\":\"search\"}|query",
        "{\"context\":\"basket\"}|basket",
        "{\"context\":\"email\"}|userId",
        "{\"context\":\"session\"}|session",
        "{\"context\":\"nowhere\"}|context",
        "{\"context\":\"home\",\"minPrice\":-1}|minPrice",
        "{\"context\":\"home\",\"minPrice\":5,\"maxPrice\":4}|maxPrice",
        "{\"context\":\"home\",\"minPrice\":\"cheap\"}|minPrice",
        "{\"context\":\"home\",\"categories\":[]}|categories",
        "{\"context\":\"home\",\"exclude\":[\"\"]}|exclude[0]",
        "{\"context\":\"search\",\"query\":\" \"}|query",
        "{\"context\":\"home\",\"surface\":\"a\\u0000\"}|surface",
        "{\"context\":\"home\",\"exclude\":[\"a\\u0000\"]}|exclude[0]",
        "{\"itemId\":\"I01\",\"relation\":\"friend\"}|relation"
      })
  void aQuestionThatIsNoneNamesTheField(String body, String field) {
    Api.mistake(
        Api.as("service")
            .contentType("application/json")
            .body(body)
            .post("/v1/recommendations")
            .then(),
        field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "context=nowhere",
        "itemId=I01&relation=friend",
        "minPrice=cheap",
        "maxPrice=-1",
        "inStock=perhaps",
        "query=%20"
      })
  void aParameterThatIsNoneNamesItself(String query) {
    String field = query.substring(query.lastIndexOf('&') + 1, query.lastIndexOf('='));
    Api.mistake(get("/v1/recommendations?" + query), field);
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    post(Map.of("basket", List.of(""), "n", 0, "userId", " "))
        .statusCode(400)
        .body("errors.field", hasItem("basket[0]"))
        .body("errors.field", hasItem("n"))
        .body("errors.field", hasItem("userId"));
  }

  @Test
  void whatIsTooLongOrTooLargeIsRefused() {
    Api.mistake(get("/v1/recommendations?userId=" + "x".repeat(257)), "userId");
    Api.mistake(get("/v1/recommendations?userId=%20"), "userId");
    Api.mistake(get("/v1/recommendations?surface=" + "x".repeat(65)), "surface");
    Api.mistake(post(Map.of("basket", Collections.nCopies(201, "I00"))), "basket");
    Api.mistake(post(Map.of("basket", List.of("x".repeat(10 * 1024 * 1024)))), "basket[0]");
  }

  @Test
  void aBodyAboveTheLimitIsRefusedBeforeItIsSent() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + RestAssured.port + "/v1/recommendations"))
                  .header("Authorization", TestTokens.bearer("service"))
                  .header("Content-Type", "application/json")
                  .expectContinue(true)
                  .POST(BodyPublishers.ofString("x".repeat(13 * 1024 * 1024)))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(413);
    }
  }

  @Test
  void namesThatLookLikeCodeAreOnlyNames() {
    post(Map.of("basket", List.of("'; drop table item; --", "<script>alert(1)</script>", "I00")))
        .statusCode(200)
        .body(
            "unknownItems",
            equalTo(List.of("'; drop table item; --", "<script>alert(1)</script>")));
    get("/v1/recommendations?userId=%27%20or%201%3D1%20--").statusCode(200);
    get("/v1/rules?item=%27%20or%201%3D1").statusCode(200).body("items.size()", equalTo(0));
  }

  @Test
  void listsNameWhatIsWrong() {
    Api.mistake(get("/v1/rules?sort=beauty"), "sort");
    Api.mistake(get("/v1/rules?limit=0"), "limit");
    Api.mistake(get("/v1/rules?limit=501"), "limit");
    Api.mistake(get("/v1/rules?limit=many"), "limit");
    Api.mistake(get("/v1/rules?cursor=%21%21"), "cursor");
    Api.mistake(get("/v1/rules?cursor=bm9uc2Vuc2U"), "cursor");
    get("/v1/items/no-such-item/similar")
        .statusCode(404)
        .body("type", equalTo("urn:parallax:problem:not-found"))
        .body("errors[0].field", equalTo("id"));
  }

  @Test
  void trainingNamesWhatIsWrong() {
    Api.mistake(train("{\"minSupport\":2}"), "minSupport");
    Api.mistake(train("{\"minSupport\":0}"), "minSupport");
    Api.mistake(train("{\"minConfidence\":-0.1}"), "minConfidence");
    Api.mistake(train("{\"seed\":\"lucky\"}"), "seed");
    Api.mistake(train("{\"split\":\"half\"}"), "split");
    Api.mistake(train("{\"tune\":\"perhaps\"}"), "tune");
    Api.mistake(train("{\"algorithms\":[\"magic\"]}"), "algorithms[0].name");
    Api.mistake(train("{\"algorithms\":[\"popularity\"]}"), "algorithms[0].name");
    Api.mistake(
        train("{\"algorithms\":[\"item-knn\",{\"name\":\"item-knn\",\"settings\":{\"k\":0}}]}"),
        "algorithms[1].settings.k");
    Api.mistake(train("{"), "body");
  }

  @Test
  void tokensAreCheckedAndRolesEnforced() {
    given().get("/v1/recommendations?userId=u").then().statusCode(401);
    given()
        .header("Authorization", "Bearer nonsense")
        .get("/v1/recommendations?userId=u")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    for (String path :
        List.of(
            "/v1/recommendations?userId=u",
            "/v1/rules",
            "/v1/items/I00/similar",
            "/v1/recommendation/counts")) {
      Api.as("fraud-analyst")
          .get(path)
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", containsString("roles"));
    }
    for (String role : List.of("service", "marketer", "privacy-officer")) {
      Api.as(role)
          .contentType("application/json")
          .body("{}")
          .post("/v1/models/train")
          .then()
          .statusCode(403);
    }
  }

  @Test
  void noErrorRepeatsWhoWasAskedFor() {
    String secret = "jane.doe@example.org";
    get("/v1/recommendations?n=0&userId=" + secret)
        .statusCode(400)
        .body(org.hamcrest.Matchers.not(containsString("jane")));
  }

  private static ValidatableResponse get(String path) {
    return Api.as("service").urlEncodingEnabled(false).get(path).then();
  }

  private static ValidatableResponse post(Map<String, ?> body) {
    return Api.as("service")
        .contentType("application/json")
        .body(body)
        .post("/v1/recommendations")
        .then();
  }

  private static ValidatableResponse train(String body) {
    return Api.as("analyst")
        .contentType("application/json")
        .body(body)
        .post("/v1/models/train")
        .then();
  }
}
