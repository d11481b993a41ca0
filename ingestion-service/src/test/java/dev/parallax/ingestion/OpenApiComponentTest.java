package dev.parallax.ingestion;

import dev.parallax.kit.testing.OpenApiDrift;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class OpenApiComponentTest {
  @Test
  void theCommittedInterfaceIsTheOneThatIsServed() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }
}
