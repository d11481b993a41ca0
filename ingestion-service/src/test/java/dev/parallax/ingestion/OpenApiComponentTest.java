package dev.parallax.ingestion;

import dev.parallax.kit.testing.ClosedDoors;
import dev.parallax.kit.testing.OpenApiDrift;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class OpenApiComponentTest {
  /** There is none of the call's name that is tried, so the answer is 404. */
  private static final String PIXEL = "GET /v1/pixel/{call}";

  @Test
  void theCommittedInterfaceIsTheOneThatIsServed() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }

  @Test
  void whoeverHasNoTokenMayOnlyCheckCertificatesAndLoadTheTracker() {
    ClosedDoors.checkWithoutCredentials(
        Set.of(
            "GET /v1/privacy/certificate-key",
            "GET /v1/parallax.js",
            "GET /v1/projects/{writeKey}/settings",
            PIXEL));
  }

  @Test
  void aWriteKeySendsAndDoesNothingElse() {
    ClosedDoors.check(
        Callers::shop,
        403,
        Set.of(
            "POST /v1/track",
            "POST /v1/identify",
            "POST /v1/page",
            "POST /v1/screen",
            "POST /v1/group",
            "POST /v1/alias",
            "POST /v1/batch",
            "POST /v1/import",
            "POST /v1/transactions",
            "POST /v1/catalog",
            "POST /v1/feedback",
            "POST /v1/readings",
            "GET /v1/privacy/certificate-key",
            "GET /v1/parallax.js",
            "GET /v1/projects/{writeKey}/settings",
            PIXEL));
  }
}
