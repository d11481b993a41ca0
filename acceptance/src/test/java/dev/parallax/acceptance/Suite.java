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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The suite of all acceptance tests, the {@link #client() front door} to it and the commands a user
 * has: started once, in a home and on ports of its own.
 *
 * <p>It is ended by {@link SuiteWatch} after the last test, and by a guard process when this JVM
 * ends in any other way, be it killed.
 */
public final class Suite {

  private static final Suite SHARED = start();

  private final Home home;
  private final Script script;
  private SuiteClient client;

  private Suite(Home home) {
    this.home = home;
    this.script = new Script(home);
  }

  /** The running suite. */
  public static Suite shared() {
    return SHARED;
  }

  private static Suite start() {
    Path root = Path.of(System.getProperty("parallax.root"));
    Suite suite = new Suite(new Home(root, root.resolve("acceptance/target/home")));
    try {
      suite.run("down");
      delete(suite.home.folder());
      suite.script.guard();
      suite.up();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return suite;
  }

  /** {@code ./parallax up}, and a client for where its front door is now. */
  void up() throws IOException {
    long began = System.nanoTime();
    Script.Result up = run("up");
    if (up.exit() != 0) {
      throw new IOException("./parallax up ended with " + up.exit() + ":\n" + up.output());
    }
    client = new SuiteClient(door(), Credentials.of(home));
    System.out.printf("%s%nup: ready after %.1f s%n", up.output(), seconds(began));
  }

  /** Where a browser goes. */
  public URI door() throws IOException {
    return state().address("console").orElseThrow();
  }

  /** A client of the front door with all rights. */
  public SuiteClient client() {
    return client;
  }

  /** Where data, logs and secrets of this suite are. */
  public Home home() {
    return home;
  }

  /** A token as {@code ./parallax token ROLE} prints it. */
  public String token(String role) throws IOException {
    return run("token", role).output().strip();
  }

  /** Runs a command of the script to its end. */
  public Script.Result run(String... words) throws IOException {
    return script.run(words);
  }

  /** What the supervisor says now. */
  public SuiteState state() throws IOException {
    return StateFile.ofLiving(home).orElseThrow(() -> new IOException("the suite is not up"));
  }

  /** What the supervisor says now about a process. */
  public ProcessState process(String name) throws IOException {
    return state().process(name).orElseThrow();
  }

  /** {@code kill -9}, as the kernel does when memory is short. */
  public ProcessId kill(String name) throws IOException {
    ProcessId id = process(name).id();
    id.alive().orElseThrow().destroyForcibly();
    return id;
  }

  static double seconds(long beganNanos) {
    return (System.nanoTime() - beganNanos) / 1e9;
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
