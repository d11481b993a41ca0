package dev.parallax.local.shop.truth;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code demo-truth.json} in the suite's folder. */
public final class TruthFile {

  private TruthFile() {}

  /** Where it is. */
  public static Path of(Home home) {
    return home.folder().resolve("demo-truth.json");
  }

  /** The truth about the life that was told last, if one was. */
  public static Optional<DemoTruth> read(Home home) throws IOException {
    Path file = of(home);
    return Files.exists(file)
        ? Optional.of(SuiteClient.JSON.readValue(file.toFile(), DemoTruth.class))
        : Optional.empty();
  }

  /** Replaces it in one step. */
  public static void write(Home home, DemoTruth truth) throws IOException {
    Path file = of(home);
    Path draft = file.resolveSibling("demo-truth.json.tmp");
    SuiteClient.JSON.writeValue(draft.toFile(), truth);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
