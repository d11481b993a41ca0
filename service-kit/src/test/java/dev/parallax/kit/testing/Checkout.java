package dev.parallax.kit.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout is. */
public final class Checkout {
  private Checkout() {}

  /** The folder with {@code contracts} and {@code service-kit}. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("contracts"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("tests must run within a checkout of Parallax");
    }
    return folder;
  }

  /** The folder of real data sets beside the checkout; may be absent. */
  public static Path data() {
    return root().resolveSibling("shared").resolve("data");
  }
}
