package dev.parallax.local.shop.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.home.Home;
import dev.parallax.local.shop.ShopPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthFileTest {

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Home home = Home.of(folder);
    Files.createDirectories(home.folder());
    Instant end = Instant.parse("2026-03-01T00:00:00Z");
    DemoTruth truth =
        new DemoTruth(
            new ShopPlan(1, 100, 90, end),
            Map.of("decisions", 3L),
            Map.of("u1", "LAPSED"),
            List.of("u1"),
            List.of(),
            List.of(List.of("P1", "P2")),
            Map.of("CARD", List.of("t1")),
            end,
            "Pet supplies");

    assertThat(TruthFile.read(home)).isEmpty();
    TruthFile.write(home, truth);
    assertThat(TruthFile.read(home)).contains(truth);
  }
}
