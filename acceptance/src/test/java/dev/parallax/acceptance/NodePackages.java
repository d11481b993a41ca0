package dev.parallax.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The SDKs in {@code sdk/package.json}, as npm installs them on this machine. */
final class NodePackages {
  private static final long LIMIT_SECONDS = 180;

  private final Path folder;

  private NodePackages(Path folder) {
    this.folder = folder;
  }

  /** Skips the tests of a machine without Node, or on which npm gets nothing. */
  static NodePackages install(Path folder) throws IOException {
    for (String program : List.of("node", "npm")) {
      Assumptions.assumeTrue(
          Arrays.stream(System.getenv("PATH").split(":"))
              .anyMatch(bin -> Files.isExecutable(Path.of(bin, program))),
          program + " is not on the PATH: the SDKs are not tested");
    }
    Files.createDirectories(folder);
    for (String file : List.of("package.json", "segment-node.js", "rudder-node.js")) {
      try (InputStream source = NodePackages.class.getResourceAsStream("/sdk/" + file)) {
        Files.copy(source, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    NodePackages packages = new NodePackages(folder);
    Script.Result installed =
        packages.run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
    Assumptions.assumeTrue(
        installed.exit() == 0, "npm could not install the SDKs: " + installed.output());
    return packages;
  }

  Path folder() {
    return folder;
  }

  /** Runs a script of the folder. */
  Script.Result node(String script, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("node", script));
    line.addAll(List.of(arguments));
    return run(line.toArray(String[]::new));
  }

  private Script.Result run(String... line) throws IOException {
    Path output = Files.createTempFile(folder, line[0] + "-", ".out");
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Script.Result(-1, line[0] + " took too long: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + line[0], e);
    }
    return new Script.Result(process.exitValue(), Files.readString(output));
  }
}
