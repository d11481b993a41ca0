package dev.parallax.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the committed OpenAPI document against what the service says of itself. */
public final class OpenApiDrift {
  private OpenApiDrift() {}

  /**
   * Fails when they differ; with {@code -Dopenapi.update=true} writes the file instead.
   *
   * @param committed within the module, {@code openapi.yaml}
   */
  public static void check(Path committed) {
    String actual =
        RestAssured.given()
            .get("/q/openapi?format=yaml")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    try {
      if (Boolean.getBoolean("openapi.update")) {
        Files.writeString(committed, actual);
      }
      assertThat(committed)
          .as(
              "the HTTP interface differs from the committed one; -Dopenapi.update=true takes it over")
          .exists()
          .content()
          .isEqualTo(actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
