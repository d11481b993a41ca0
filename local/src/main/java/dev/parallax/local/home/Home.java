package dev.parallax.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The two folders that matter: the checkout with the built jars, and the folder that keeps what the
 * suite writes.
 *
 * @param root the checkout's root
 * @param folder data, logs, secrets and run files; {@code .parallax} in the checkout unless {@code
 *     PARALLAX_HOME} names another, so that two suites can run beside each other
 */
public record Home(Path root, Path folder) {

  public Home {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(folder, "folder");
    root = root.toAbsolutePath().normalize();
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * The home that the {@code parallax} script, or a test that was started by Maven, runs in: system
   * property {@code parallax.root} (else the working directory), and the environment's {@code
   * PARALLAX_HOME}.
   */
  public static Home current() {
    Path root = Path.of(System.getProperty("parallax.root", ""));
    String folder = System.getenv("PARALLAX_HOME");
    return folder == null || folder.isBlank() ? of(root) : new Home(root, Path.of(folder));
  }

  /** The usual home of a checkout. */
  public static Home of(Path root) {
    return new Home(root, root.resolve(".parallax"));
  }

  /**
   * What to add to every usual port: the environment's {@code PARALLAX_PORT_OFFSET}, which keeps
   * two suites that start at the same moment from choosing the same free ports.
   */
  public int portOffset() {
    String offset = System.getenv().getOrDefault("PARALLAX_PORT_OFFSET", "0");
    if (!offset.matches("\\d{1,5}") || Integer.parseInt(offset) > 50_000) {
      throw new IllegalArgumentException(
          "PARALLAX_PORT_OFFSET must be in 0..50000, was '" + offset + "'");
    }
    return Integer.parseInt(offset);
  }

  /** Where a process keeps its data. */
  public Path data(String process) {
    return made(folder.resolve("data")).resolve(process);
  }

  /** A process's log. */
  public Path log(String process) {
    return made(folder.resolve("logs")).resolve(process + ".log");
  }

  /** The generated keys and passwords of this suite. */
  public Path secrets() {
    return made(folder).resolve("secrets.json");
  }

  /** What the supervisor says about itself and its processes. */
  public Path state() {
    return made(folder.resolve("run")).resolve("suite.json");
  }

  /**
   * Held by the supervisor as long as it lives; the kernel lets go of it when the supervisor is
   * killed.
   */
  public Path lock() {
    return made(folder.resolve("run")).resolve("suite.lock");
  }

  /**
   * Archives of the classes that the JVMs load, which may be deleted at any time. They lie beside
   * the jars they were made from, so that every suite of this checkout starts with them and a clean
   * build takes them away.
   */
  public Path archives() {
    return made(root.resolve("local/target/archives"));
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
  }
}
