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
  @Test
  void theCommittedInterfaceIsTheOneThatIsServed() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }

  @Test
  void whoeverHasNoTokenMayOnlyCheckCertificates() {
    ClosedDoors.checkWithoutCredentials(Set.of("GET /v1/privacy/certificate-key"));
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
            "GET /v1/privacy/certificate-key"));
  }
}
