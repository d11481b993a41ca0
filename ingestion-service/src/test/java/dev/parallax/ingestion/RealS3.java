package dev.parallax.ingestion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server that speaks S3, in a JVM of its own; it ends with the tests. */
public final class RealS3 {
  /** Buckets that are there. */
  public static final String ARCHIVE = "archive";

  public static final String DROP = "drop";

  private static URI endpoint;

  private RealS3() {}

  /** Starts it when it is first asked for. */
  public static synchronized URI endpoint() {
    if (endpoint == null) {
      try {
        endpoint = start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return endpoint;
  }

  private static URI start() throws IOException {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx160m",
            "-jar",
            "target/s3/s3mock-exec.jar",
            "--server.port=0",
            "--http.port=" + port);
    builder
        .environment()
        .put("COM_ADOBE_TESTING_S3MOCK_STORE_INITIAL_BUCKETS", ARCHIVE + "," + DROP);
    builder
        .environment()
        .put(
            "COM_ADOBE_TESTING_S3MOCK_STORE_ROOT",
            Files.createTempDirectory("parallax-test-s3-").toString());
    Process process = builder.redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("Started S3MockApplication")) {
        Thread.ofPlatform().daemon().start(() -> output.lines().forEach(rest -> {}));
        return URI.create("http://localhost:" + port);
      }
    }
    throw new IllegalStateException("the S3 server did not start");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
