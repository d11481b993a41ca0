package dev.parallax.experience.world;

import static io.restassured.RestAssured.given;

import dev.parallax.kit.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;

/** The service as a member of staff sees it. */
public final class Api {
  private Api() {}

  public static ValidatableResponse call(String path, String... roles) {
    return given().header("Authorization", TestTokens.bearer(roles)).get(path).then();
  }

  public static JsonPath get(String path) {
    return call(path, "analyst").statusCode(200).extract().jsonPath();
  }

  /** One of {@code /v1/experience/counts}. */
  public static long count(String name) {
    return get("/v1/experience/counts").getLong(name);
  }
}
