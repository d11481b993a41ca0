package dev.parallax.k8s;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this checkout is. */
final class Checkout {
  private Checkout() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("contracts"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("tests must run within a checkout of Parallax");
    }
    return folder;
  }
}
