package dev.parallax.kit.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server of the {@code local} module in a JVM of its own. It stops when its standard input ends,
 * so also when the test JVM is killed. What a test needs to kill and revive it is kept in system
 * properties, because Quarkus loads test resources and tests by different class loaders.
 */
final class RealServer {
  private static final String PREFIX = "parallax.test.server.";
  private static final int START_SECONDS = 90;

  /** Keeps the pipes open. */
  private static final List<Process> STARTED = new ArrayList<>();

  private final String name;

  RealServer(String name) {
    this.name = name;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts {@code mainClass} on a new data folder with these options. */
  void start(String mainClass, String heap, int port, String... options) {
    try {
      Path data = Files.createTempDirectory("parallax-test-" + name + "-");
      List<String> arguments =
          new ArrayList<>(List.of(heap, mainClass, "--data", data.toString(), "--port", "" + port));
      arguments.addAll(Arrays.asList(options));
      System.setProperty(PREFIX + name + ".data", data.toString());
      System.setProperty(PREFIX + name + ".arguments", String.join("\n", arguments));
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as a crash would: SIGKILL, children too. */
  void kill() {
    handle()
        .ifPresent(
            server -> {
              List<ProcessHandle> all =
                  Stream.concat(server.descendants(), Stream.of(server)).toList();
              all.forEach(ProcessHandle::destroyForcibly);
              all.forEach(RealServer::awaitExit);
            });
    postmaster().ifPresent(RealServer::killDetached);
  }

  /** PostgreSQL's own process, which is no child of the one that watches it. */
  private Optional<ProcessHandle> postmaster() {
    Path file = Path.of(System.getProperty(PREFIX + name + ".data", ""), "postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its init may never reap it, so its end is told by its command and not by its exit. */
  private static void killDetached(ProcessHandle server) {
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (all.stream().anyMatch(process -> process.info().command().isPresent())) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("process " + server.pid() + " does not end");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** Starts it again on the same data and port. */
  void revive() {
    launch();
  }

  void stop() {
    kill();
    deleteData();
  }

  private void launch() {
    String[] arguments = System.getProperty(PREFIX + name + ".arguments").split("\n");
    Path local = Checkout.root().resolve("local/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                local.resolve("classes") + ":" + local.resolve("lib") + "/*"));
    command.addAll(Arrays.asList(arguments));
    command.add("--exit-with-parent");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      STARTED.add(process);
      System.setProperty(PREFIX + name + ".pid", Long.toString(process.pid()));
      awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady(Process process) {
    BufferedReader output = process.inputReader();
    StringBuilder seen = new StringBuilder();
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("READY")) {
          drain(output);
          return;
        }
        seen.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(name + " did not start:\n" + seen);
  }

  /** A full pipe would stop the server. */
  private void drain(BufferedReader output) {
    Thread.ofPlatform()
        .daemon()
        .name(name + "-output")
        .start(() -> output.lines().forEach(line -> {}));
  }

  private Optional<ProcessHandle> handle() {
    String pid = System.getProperty(PREFIX + name + ".pid");
    return pid == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
  }

  private static void awaitExit(ProcessHandle process) {
    try {
      process.onExit().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + process.pid() + " does not end", e);
    }
  }

  private void deleteData() {
    Path data = Path.of(System.getProperty(PREFIX + name + ".data"));
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
