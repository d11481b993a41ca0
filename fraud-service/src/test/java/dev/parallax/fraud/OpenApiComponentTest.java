package dev.parallax.fraud;

import dev.parallax.kit.testing.ClosedDoors;
import dev.parallax.kit.testing.OpenApiDrift;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class OpenApiComponentTest {
  @Test
  void committedInterfaceIsTheOneWeServe() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }

  @Test
  void nothingIsForWhoeverHasNoToken() {
    ClosedDoors.checkWithoutCredentials(Set.of());
  }
}
