package dev.parallax.fraud.packaged;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packaged service in a process of its own, as it is run, that can be killed and started again.
 */
final class PackagedService implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Map<String, String> settings;
  private final Path stateDir;
  private final int port;
  private Process process;

  /**
   * @param settings as the test servers name them
   */
  PackagedService(Map<String, String> settings, Path stateDir) throws IOException {
    this.settings = settings;
    this.stateDir = stateDir;
    try (ServerSocket socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  /** Returns how long it took to be ready. */
  Duration start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    settings.forEach(
        (name, value) ->
            builder
                .environment()
                .put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("PARALLAX_STATE_DIR", stateDir.toString());
    File log = Path.of("target", "packaged-service.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    long from = System.nanoTime();
    process = builder.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> process.isAlive() ? isReady() : fail());
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private static boolean fail() {
    throw new IllegalStateException("the service ended, see target/packaged-service.log");
  }

  private boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** Resident memory in MiB. */
  long residentMebibytes() throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc", "" + process.pid(), "status"));
    return status.stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
