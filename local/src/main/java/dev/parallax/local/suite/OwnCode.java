package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where this module's classes are: in its jar when the script runs it, in a folder when a test
 * does, which comes before there is a jar. The processes it starts take them from the same place.
 */
final class OwnCode {

  private static final Path PLACE = find();

  private OwnCode() {}

  /** The jar or the folder. */
  static Path place() {
    return PLACE;
  }

  /** Whether it is the jar. */
  static boolean isJar() {
    return Files.isRegularFile(PLACE);
  }

  /** It and all that it needs. */
  static String classPath(Home home) {
    return PLACE + File.pathSeparator + home.root().resolve("local/target/lib") + "/*";
  }

  private static Path find() {
    try {
      return Path.of(OwnCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of the own classes is no path", e);
    }
  }
}
