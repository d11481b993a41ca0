package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarTest {

  @TempDir Path folder;

  @Test
  void itsManifestSaysWhatIsStartedAndWhatIsOpened() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "dev.example.Start");
    manifest.getMainAttributes().putValue("Add-Opens", "java.base/java.lang java.base/java.nio");
    Path path = folder.resolve("run.jar");
    new JarOutputStream(Files.newOutputStream(path), manifest).close();
    ServiceJar jar = ServiceJar.of(path);
    assertThat(jar.mainClass()).isEqualTo("dev.example.Start");
    assertThat(jar.opens())
        .containsExactly(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED");
  }

  @Test
  void oneThatIsNotBuiltOpensNothing() {
    assertThat(ServiceJar.of(folder.resolve("absent.jar")).opens()).isEmpty();
  }
}
