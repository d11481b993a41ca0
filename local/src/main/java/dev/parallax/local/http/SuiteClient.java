package dev.parallax.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Talks to a running suite over HTTP. It is thread-safe; calls block.
 *
 * <p>A service that is away for a moment (503, or a refused connection while it restarts) is asked
 * again until {@code patience} is over. That may deliver a request twice, which is why every event
 * this client sends should carry a {@code messageId}: ingestion drops repetitions.
 */
public final class SuiteClient implements AutoCloseable {

  /** Reads and writes what the suite speaks: times as RFC 3339 strings. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(250);

  private final URI base;
  private final Credentials credentials;
  private final Duration patience;
  private final HttpClient http;

  /**
   * @param base the front door, or a single service
   * @param credentials sent with each request
   */
  public SuiteClient(URI base, Credentials credentials) {
    this(
        base,
        credentials,
        PATIENCE,
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  private SuiteClient(URI base, Credentials credentials, Duration patience, HttpClient http) {
    this.base = Objects.requireNonNull(base, "base");
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.patience = Objects.requireNonNull(patience, "patience");
    this.http = http;
  }

  /** The same client, aimed elsewhere: at a single service instead of the front door, say. */
  public SuiteClient at(URI other) {
    return new SuiteClient(other, credentials, patience, http);
  }

  /** The same client, which gives up on an absent service after this time; zero asks once. */
  public SuiteClient patient(Duration other) {
    return new SuiteClient(base, credentials, other, http);
  }

  /** Where this client sends its requests. */
  public URI base() {
    return base;
  }

  /**
   * GET with the token.
   *
   * @param path from {@code /v1/} on, with the query
   * @throws SuiteException for any status but 2xx
   */
  public JsonNode get(String path) throws IOException {
    return json(request(path).header("Authorization", credentials.bearer()).GET());
  }

  /**
   * POST of JSON with the token.
   *
   * @param body anything Jackson can write
   * @throws SuiteException for any status but 2xx
   */
  public JsonNode post(String path, Object body) throws IOException {
    return json(
        request(path)
            .header("Authorization", credentials.bearer())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  /**
   * POST of gzipped JSON with the write key: how shops, tills and sensors send what they know.
   *
   * @throws SuiteException for any status but 2xx
   */
  public JsonNode send(String path, Object body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      JSON.writeValue(gzip, body);
    }
    return json(
        request(path)
            .header("Authorization", credentials.basic())
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
  }

  /**
   * Uploads a file as an import job. The file is streamed, so it may be larger than memory.
   *
   * @param fields form fields: {@code mapping}, and optionally {@code consent} and {@code limit}
   * @return the job as it was accepted
   */
  public JsonNode upload(Path file, Map<String, String> fields) throws IOException {
    return upload("/v1/imports", file, fields);
  }

  /** The same for any job that begins with a file. */
  public JsonNode upload(String path, Path file, Map<String, String> fields) throws IOException {
    Multipart form = Multipart.of(fields, file);
    HttpRequest request =
        request(path)
            .header("Authorization", credentials.bearer())
            .header("Content-Type", form.contentType())
            .POST(form.body())
            .build();
    // A connection that breaks half-way may have begun the job, so only a refused one is tried
    // again.
    return checked(request, patiently(request, ConnectException.class));
  }

  /**
   * Follows a job to its end.
   *
   * @param id the job's id
   * @param progress sees each state on the way, the last one too
   * @param limit how long at most
   * @return the job, succeeded
   * @throws IOException when it failed (the message is the job's own) or takes longer
   */
  public JsonNode await(String id, Consumer<JsonNode> progress, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      JsonNode job = get("/v1/jobs/" + id);
      progress.accept(job);
      switch (job.path("state").asText()) {
        case "succeeded" -> {
          return job;
        }
        case "failed" ->
            throw new IOException(
                "job "
                    + id
                    + " failed: "
                    + job.path("error").asText("no reason given")
                    + (job.hasNonNull("result") ? "; done until then: " + job.path("result") : ""));
        default -> pause(POLL);
      }
      if (System.nanoTime() - end > 0) {
        throw new IOException("job " + id + " did not end within " + limit.toSeconds() + " s");
      }
    }
  }

  /**
   * Any request, answered as it comes, without patience and without exceptions for its status: for
   * tests of refusals.
   *
   * @param headers in addition; none is added on its own
   */
  public HttpResponse<String> exchange(
      String method, String path, Map<String, String> headers, BodyPublisher body)
      throws IOException {
    HttpRequest.Builder builder = request(path).method(method, body);
    headers.forEach(builder::header);
    return once(builder.build());
  }

  private HttpRequest.Builder request(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path must begin with '/', was '" + path + "'");
    }
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofMinutes(10))
        .header("Accept", "application/json");
  }

  private JsonNode json(HttpRequest.Builder builder) throws IOException {
    HttpRequest request = builder.build();
    return checked(request, patiently(request, IOException.class));
  }

  private static JsonNode checked(HttpRequest request, HttpResponse<String> response)
      throws SuiteException {
    JsonNode body = parse(response.body());
    if (response.statusCode() / 100 != 2) {
      throw new SuiteException(
          request.method() + " " + request.uri().getPath(), response.statusCode(), body);
    }
    return body;
  }

  private HttpResponse<String> patiently(HttpRequest request, Class<? extends IOException> passing)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        HttpResponse<String> response = once(request);
        if (response.statusCode() != 503 || System.nanoTime() - end > 0) {
          return response;
        }
      } catch (IOException e) {
        if (!passing.isInstance(e) || System.nanoTime() - end > 0) {
          throw new IOException(request.method() + " " + request.uri() + ": no answer", e);
        }
      }
      pause(POLL);
    }
  }

  private HttpResponse<String> once(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + request.uri(), e);
    }
  }

  private static JsonNode parse(String body) {
    if (body == null || body.isBlank()) {
      return JSON.missingNode();
    }
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.createObjectNode()
          .put("detail", body.length() > 300 ? body.substring(0, 300) : body);
    }
  }

  private static void pause(Duration time) throws IOException {
    LockSupport.parkNanos(time.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IOException("interrupted");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
