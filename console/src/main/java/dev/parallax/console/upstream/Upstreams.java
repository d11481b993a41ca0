package dev.parallax.console.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * One pooled client for all services.
 *
 * <p>The pool is per service, so one that hangs cannot take the connections of the others, and the
 * line of waiting requests is bounded: better a quick 503 than a queue without end.
 *
 * <p>A singleton rather than application scoped, so that the client is made at start-up: made by
 * the first request it would belong to the HTTP server's verticle, which then could not be stopped
 * while a service does not read what it is sent.
 */
@Singleton
public class Upstreams {
  private static final int CONNECTIONS_PER_SERVICE = 256;
  private static final int WAITING_PER_SERVICE = 512;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** The end of a connection on which neither side says anything. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final HttpClient client;
  private final Map<Service, URI> addresses;

  Upstreams(Vertx vertx, UpstreamsConfig config) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setMaxWaitQueueSize(WAITING_PER_SERVICE)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setKeepAliveTimeout(30)
                .setIdleTimeout((int) SILENCE.toSeconds())
                .setDecompressionSupported(false));
    this.addresses =
        new EnumMap<>(
            Map.of(
                Service.INGESTION, checked("ingestion", config.ingestion()),
                Service.SEGMENTATION, checked("segmentation", config.segmentation()),
                Service.RECOMMENDATION, checked("recommendation", config.recommendation()),
                Service.FRAUD, checked("fraud", config.fraud()),
                Service.EXPERIENCE, checked("experience", config.experience())));
  }

  /** The client to forward with; whoever uses it brings the request options of {@link #at}. */
  public HttpClient client() {
    return client;
  }

  /** Where a service is, as the start of a request to it. */
  public RequestOptions at(Service service) {
    URI address = addresses.get(service);
    boolean tls = "https".equals(address.getScheme());
    int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    return new RequestOptions().setHost(address.getHost()).setPort(port).setSsl(tls);
  }

  /**
   * Asks a service for a small answer, read whole.
   *
   * @param pathAndQuery as the service knows it
   * @param authorization the caller's own header, passed on; null for none
   * @return fails if the service cannot be reached or does not answer within {@code timeout}
   */
  public Future<Answer> get(
      Service service, String pathAndQuery, String authorization, Duration timeout) {
    RequestOptions options =
        at(service).setMethod(HttpMethod.GET).setURI(pathAndQuery).setTimeout(timeout.toMillis());
    if (authorization != null) {
      options.putHeader("Authorization", authorization);
    }
    // Within one another: what is asked for later from this thread may be after the body has come.
    return client
        .request(options)
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response ->
                            response.body().map(body -> new Answer(response.statusCode(), body))));
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private static URI checked(String name, URI address) {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean bare = address.getPath().isEmpty() || "/".equals(address.getPath());
    if (!http || address.getHost() == null || !bare || address.getQuery() != null) {
      throw new IllegalArgumentException(
          "parallax.upstreams."
              + name
              + " must be like http://host:port, without a path, but is "
              + address);
    }
    return address;
  }

  /** What a service said. */
  public record Answer(int status, Buffer body) {}
}
