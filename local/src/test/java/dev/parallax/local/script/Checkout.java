package dev.parallax.local.script;

import dev.parallax.local.process.StartedMain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script in a checkout of its own, with JDKs and a Maven that only say who they are. */
final class Checkout {

  static final List<String> SERVICES =
      List.of(
          "ingestion-service",
          "segmentation-service",
          "recommendation-service",
          "fraud-service",
          "experience-service",
          "console");

  private final Path folder;
  private final Path script;

  Checkout(Path folder) throws IOException {
    this.folder = folder;
    script = folder.resolve("checkout/parallax");
    Files.createDirectories(script.getParent());
    Files.copy(StartedMain.root().resolve("parallax"), script, StandardCopyOption.COPY_ATTRIBUTES);
  }

  record Outcome(int code, String out, String err) {
    String output() {
      return out + err;
    }
  }

  Path path(String name) {
    return script.resolveSibling(name);
  }

  Path file(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** As if the module that runs the commands were built. */
  Checkout withLocal() throws IOException {
    file("local/target/local.jar", "");
    Files.createDirectories(path("local/target/lib"));
    return this;
  }

  Path jdk(String name, String version, boolean compiler) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    program(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        case $1 in -XshowSettings*) echo "    java.home = %s" >&2; exit 0 ;; esac
        while [ $# -gt 1 ]; do
          case $1 in dev.parallax.*.Main) break ;; esac
          shift
        done
        echo "I am %s and run $*"
        """
            .formatted(home, version));
    if (compiler) {
      program(home.resolve("bin/javac"), "#!/bin/sh\n");
    }
    return home;
  }

  /**
   * A Maven that is asked for its version first.
   *
   * @param build what else it does, as a shell script
   */
  Path maven(String version, String build) throws IOException {
    return program(
        folder.resolve("mvn"),
        """
        #!/bin/sh
        if [ "$1" = -v ]; then echo "Apache Maven %s (abc)"; exit 0; fi
        echo "$*" >>"%s"
        %s
        """
            .formatted(version, folder.resolve("builds"), build));
  }

  /** How often Maven has built. */
  int builds() throws IOException {
    Path calls = folder.resolve("builds");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  private static Path program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Outcome run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(words));
    Path err = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PARALLAX_"));
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PARALLAX_JDK_PATH", folder.resolve("found") + "/*");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out, Files.readString(err));
  }
}
