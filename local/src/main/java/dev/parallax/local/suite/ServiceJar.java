package dev.parallax.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * What a packaged service's manifest says, which the JVM reads by itself only when the jar is
 * started by {@code -jar}.
 *
 * @param path the jar
 * @param mainClass what starts the service
 * @param opens options that open the packages it needs opened
 */
record ServiceJar(Path path, String mainClass, List<String> opens) {

  ServiceJar {
    opens = List.copyOf(opens);
  }

  /** The jar at a path; one that is not built yet has an empty main class. */
  static ServiceJar of(Path path) {
    if (!Files.exists(path)) {
      return new ServiceJar(path, "", List.of());
    }
    try (JarFile file = new JarFile(path.toFile())) {
      Attributes attributes = file.getManifest().getMainAttributes();
      return new ServiceJar(
          path,
          attributes.getValue(Attributes.Name.MAIN_CLASS),
          opens(attributes.getValue("Add-Opens")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static List<String> opens(String names) {
    return names == null
        ? List.of()
        : Arrays.stream(names.strip().split("\\s+"))
            .map(name -> "--add-opens=" + name + "=ALL-UNNAMED")
            .toList();
  }
}
