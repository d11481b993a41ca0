package dev.parallax.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Tries every operation that the service says it has: one that was forgotten is found. */
public final class ClosedDoors {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private ClosedDoors() {}

  /**
   * Fails when somebody without credentials gets another answer than 401 to anything but these.
   *
   * @param open for everybody, as in {@code GET /v1/parallax.js}
   */
  public static void checkWithoutCredentials(Set<String> open) {
    check(RestAssured::given, 401, open);
  }

  /**
   * Fails when a caller gets another answer than this status to anything but these, or this answer
   * to one of these.
   *
   * @param caller with credentials
   * @param others what the caller may do
   */
  public static void check(Supplier<RequestSpecification> caller, int status, Set<String> others) {
    Map<String, Map<String, Object>> paths =
        RestAssured.given()
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .path("paths");
    assertThat(paths).isNotEmpty();
    Set<String> answeredOtherwise = new TreeSet<>();
    paths.forEach(
        (path, operations) -> {
          for (String method : METHODS) {
            if (operations.get(method) instanceof Map<?, ?> operation
                && answer(caller.get(), method, path, operation) != status) {
              answeredOtherwise.add(method.toUpperCase(Locale.ROOT) + " " + path);
            }
          }
        });
    assertThat(answeredOtherwise)
        .as("answered by something else than %d", status)
        .isEqualTo(new TreeSet<>(others));
  }

  private static int answer(
      RequestSpecification caller, String method, String path, Map<?, ?> operation) {
    RequestSpecification request = caller;
    if (operation.get("requestBody") instanceof Map<?, ?> body
        && body.get("content") instanceof Map<?, ?> content
        && !content.isEmpty()) {
      String type = (String) content.keySet().iterator().next();
      request =
          type.startsWith("multipart")
              ? caller.contentType(type).multiPart("none", "none")
              : caller.contentType(type).body("{}".getBytes(StandardCharsets.UTF_8));
    }
    return request
        .request(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[^}]*}", "none"))
        .statusCode();
  }
}
