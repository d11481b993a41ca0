package dev.parallax.console;

import dev.parallax.kit.testing.OpenApiDrift;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiComponentTest {
  @Test
  void theCommittedInterfaceIsTheOneThatIsServed() {
    OpenApiDrift.check(Path.of("openapi.yaml"));
  }
}
