package dev.parallax.acceptance;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.process.ProcessId;
import dev.parallax.local.suite.ProcessState;
import dev.parallax.local.suite.StateFile;
import dev.parallax.local.suite.SuiteState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The suite of all acceptance tests: started once, in a home and on ports of its own, and ended
 * with the test JVM, however that ends.
 *
 * <p>Commands run as the {@code parallax} script runs them, without its look at whether sources are
 * newer than jars: Maven has just built the jars, and must not be started from within Maven.
 */
public final class Suite {

  private static final Suite SHARED = start();

  private final Home home;
  private final SuiteClient client;

  private Suite(Home home, SuiteClient client) {
    this.home = home;
    this.client = client;
  }

  /** The running suite. */
  public static Suite shared() {
    return SHARED;
  }

  private static Suite start() {
    Path root = Path.of(System.getProperty("parallax.root"));
    Home home = new Home(root, root.resolve("acceptance/target/home"));
    try {
      if (StateFile.ofLiving(home).isPresent()) {
        command(home, "down");
      }
      delete(home.folder());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(home)));
      long began = System.nanoTime();
      Result up = command(home, "up");
      System.out.println(up.output());
      if (up.exit() != 0) {
        throw new IllegalStateException("the suite did not start: " + up.output());
      }
      System.out.printf("up: ready after %.1f s%n", (System.nanoTime() - began) / 1e9);
      URI door = state(home).address("console").orElseThrow();
      return new Suite(home, new SuiteClient(door, Credentials.of(home)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client of the front door with all rights. */
  public SuiteClient client() {
    return client;
  }

  /** Where data, logs and secrets of this suite are. */
  public Home home() {
    return home;
  }

  /** What the supervisor says now about a process. */
  public ProcessState process(String name) throws IOException {
    return state(home).process(name).orElseThrow();
  }

  /** {@code kill -9}, as the kernel does when memory is short. */
  public ProcessId kill(String name) throws IOException {
    ProcessId id = process(name).id();
    id.alive().orElseThrow().destroyForcibly();
    return id;
  }

  /** Exit code and output of a command. */
  public record Result(int exit, String output) {}

  /** Runs a command of the script to its end. */
  public Result run(String... words) throws IOException {
    return command(home, words);
  }

  private static Result command(Home home, String... words) throws IOException {
    Path local = home.root().resolve("local/target");
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dparallax.root=" + home.root(),
                "-cp",
                local.resolve("classes") + ":" + local.resolve("lib") + "/*",
                "dev.parallax.local.Main"));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PARALLAX_HOME", home.folder().toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + " closed its output but did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new Result(process.exitValue(), output);
  }

  private static SuiteState state(Home home) throws IOException {
    return StateFile.ofLiving(home).orElseThrow(() -> new IOException("the suite is not up"));
  }

  private static void end(Home home) {
    try {
      command(home, "down");
    } catch (IOException e) {
      System.err.println("the suite could not be ended: " + e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
