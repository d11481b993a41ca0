package dev.parallax.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of this module's mains in a JVM of its own, started just as other modules' tests start it.
 */
public final class StartedMain implements AutoCloseable {

  private final Process process;

  private StartedMain(Process process) {
    this.process = process;
  }

  /** Starts it and returns when it has said READY. */
  public static StartedMain ready(Class<?> main, Map<String, String> environment, String... args)
      throws IOException {
    StartedMain started = new StartedMain(start(main, environment, args));
    BufferedReader lines = started.process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("READY")) {
        return started;
      }
    }
    throw new IOException(main.getSimpleName() + " ended before it was ready");
  }

  /** Starts it without waiting. */
  public static Process start(Class<?> main, Map<String, String> environment, String... args)
      throws IOException {
    return builder(main, environment, args).redirectError(Redirect.DISCARD).start();
  }

  /** How it is started; its output is still to be directed somewhere. */
  public static ProcessBuilder builder(
      Class<?> main, Map<String, String> environment, String... args) {
    Path target = root().resolve("local/target");
    List<String> command = new ArrayList<>();
    command.addAll(signalsAsInATerminal());
    command.add(Sessions.java());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of(
            "-Dparallax.root=" + root(),
            "-cp",
            target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
    command.add(main.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  /**
   * A build in the background ignores Ctrl-C, and so does all that it starts. What is started here
   * must hear it, as from a terminal.
   */
  private static List<String> signalsAsInATerminal() {
    return Files.isDirectory(Path.of("/proc/self"))
        ? List.of("env", "--default-signal=INT")
        : List.of();
  }

  /** The checkout that is being tested. */
  public static Path root() {
    return Path.of(System.getProperty("parallax.root"));
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL: no hook runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
