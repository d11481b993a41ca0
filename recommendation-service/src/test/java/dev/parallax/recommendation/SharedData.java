package dev.parallax.recommendation;

import dev.parallax.kit.testing.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The public data sets beside the checkout; tests that need one are skipped where it is absent. */
public final class SharedData {
  private SharedData() {}

  public static Path require(String file) {
    Path data = Checkout.data().resolve(file);
    Assumptions.assumeTrue(
        Files.exists(data),
        "skipped: the public data set ../shared/data/" + file + " is not beside this checkout");
    return data;
  }
}
