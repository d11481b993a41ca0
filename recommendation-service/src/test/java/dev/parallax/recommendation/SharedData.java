package dev.parallax.recommendation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public data sets beside the checkout; tests that need one are skipped where it is absent. */
public final class SharedData {
  private SharedData() {}

  public static Path require(String file) {
    Path root = Path.of("").toAbsolutePath();
    while (root != null && !Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    Path data = root == null ? null : root.resolve("../shared/data").resolve(file).normalize();
    Assumptions.assumeTrue(
        data != null && Files.exists(data),
        "skipped: the public data set ../shared/data/" + file + " is not beside this checkout");
    return data;
  }
}
