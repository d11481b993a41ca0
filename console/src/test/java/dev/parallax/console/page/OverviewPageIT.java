package dev.parallax.console.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages as the packaged console serves them; the bundle is made when the jar is. */
@QuarkusIntegrationTest
class OverviewPageIT {
  private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]+\\.js)\"");

  @Test
  void thePageAndItsScriptComeFromHereAndMayNotBeFramed() {
    String page =
        given()
            .get("/")
            .then()
            .statusCode(200)
            .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
            .extract()
            .asString();
    assertThat(page).contains("<px-page>");
    Matcher script = SCRIPT.matcher(page);
    assertThat(script.find()).as("a script of our own").isTrue();
    given().get(script.group(1)).then().statusCode(200).body(containsString("px-page"));
  }
}
