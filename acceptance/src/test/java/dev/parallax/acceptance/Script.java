package dev.parallax.acceptance;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code parallax} script, as a user calls it, with a home and ports of its own. It does not
 * build ({@code PARALLAX_BUILD=never}): Maven, which runs these tests, has just done so.
 */
public final class Script {

  /** Below the ports that the kernel gives to clients, above what people use. */
  private static final String PORT_OFFSET = "20000";

  private static final long LIMIT_MINUTES = 20;

  private final Home home;

  Script(Home home) {
    this.home = home;
  }

  /** Exit code and output of a command. */
  public record Result(int exit, String output) {}

  /**
   * Runs a command to its end. Its output goes to a file first, since what a command starts in the
   * background may hold a pipe open.
   */
  Result run(String... words) throws IOException {
    Path output = Files.createTempFile(folder(), words[0] + "-", ".out");
    List<String> line = new ArrayList<>();
    line.add(home.root().resolve("parallax").toString());
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    environment(builder.environment());
    Process process = builder.redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IOException(
            "'%s' did not end within %d minutes; so far it said:%n%s"
                .formatted(String.join(" ", words), LIMIT_MINUTES, Files.readString(output)));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + words[0], e);
    }
    return new Result(process.exitValue(), Files.readString(output));
  }

  /**
   * Starts a process that takes the suite down as soon as this JVM is gone. A shutdown hook would
   * not run when the JVM is killed, and is cut short by surefire after half a minute.
   */
  void guard() throws IOException {
    long self = ProcessHandle.current().pid();
    String wait =
        "while kill -0 %d 2>/dev/null; do sleep 1; done; exec \"$0\" down".formatted(self);
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", wait, home.root().resolve("parallax").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder().resolve("guard.out").toFile());
    environment(builder.environment());
    builder.start().getOutputStream().close();
  }

  private void environment(Map<String, String> environment) {
    environment.put("PARALLAX_HOME", home.folder().toString());
    environment.putIfAbsent("PARALLAX_PORT_OFFSET", PORT_OFFSET);
    environment.put("PARALLAX_BUILD", "never");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private Path folder() throws IOException {
    return Files.createDirectories(home.root().resolve("acceptance/target/commands"));
  }
}
