package dev.parallax.experience;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.experience.world.Api;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and what happens to those who ask wrongly. */
@QuarkusTest
@WithRealServers
class RequestsComponentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/overview",
        "/v1/funnels",
        "/v1/feedback/summary",
        "/v1/gaps",
        "/v1/frictions",
        "/v1/experience/counts"
      })
  void staffWithTheRoleMayAskAndOthersMayNot(String path) {
    for (String role : new String[] {"marketer", "analyst", "admin"}) {
      Api.call(path, role).statusCode(200);
    }
    for (String role : new String[] {"fraud-analyst", "privacy-officer", "service"}) {
      Api.call(path, role)
          .statusCode(403)
          .contentType("application/problem+json")
          .body("status", equalTo(403));
    }
    given().get(path).then().statusCode(401);
    given().header("Authorization", "Bearer nonsense").get(path).then().statusCode(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/gaps?limit=0,limit",
    "/v1/gaps?limit=501,limit",
    "/v1/gaps?limit=many,limit",
    "/v1/gaps?segment=nobody,segment",
    "/v1/funnels?from=2026-03-02&to=2026-03-01,from",
    "/v1/funnels?from=2026-03-01&to=2026-03-01,from",
    "/v1/funnels?from=yesterday,from",
    "/v1/funnels?to=2026-13-01T00:00:00Z,to",
    "/v1/funnels?segment=nobody,segment",
    "/v1/frictions?kind=yawn,kind",
    "/v1/frictions?segment=nobody,segment",
    "/v1/frictions?from=2026-03-02&to=2026-03-01,from",
    "/v1/frictions?from=9998-01-01,from",
    "/v1/frictions?to=1969-01-01,to",
    "/v1/frictions?limit=501,limit",
    "/v1/frictions?cursor=bm90IG91cnM,cursor",
  })
  void badParameterIsNamedWithWhatWouldBeRight(String path, String field) {
    Api.call(path, "analyst")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", containsString("problem"))
        .body("errors.field", hasItem(field))
        .body("errors.message", hasItem(containsString("must")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/funnels?from=tomorrow&to=never"})
  void allBadParametersAreNamedAtOnce(String path) {
    Api.call(path, "analyst")
        .statusCode(400)
        .body("errors.field", equalTo(java.util.List.of("from", "to")));
  }
}
