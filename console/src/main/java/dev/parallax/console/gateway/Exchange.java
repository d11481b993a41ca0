package dev.parallax.console.gateway;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemWriter;
import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One request on its way to a service, and its answer on the way back.
 *
 * <p>The streaming is vertx-http-proxy's. Added here: the headers that must not pass, a limit on
 * how long an answer may take to begin, and an answer of our own when the service gives none. All
 * of it happens on the event loop of the request, so nothing needs a lock.
 */
final class Exchange implements ProxyInterceptor, OriginRequestProvider {
  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final String RETRY_AFTER_SECONDS = "2";
  private static final String FILES = "multipart/form-data";

  private final Vertx vertx;
  private final Service service;
  private final Upstreams upstreams;
  private final String target;
  private final GatewayConfig config;
  private final GatewayMetrics metrics;
  private final ProblemWriter problems;
  private final Promise<ProxyResponse> answer = Promise.promise();

  Exchange(
      Vertx vertx,
      Service service,
      Upstreams upstreams,
      String target,
      GatewayConfig config,
      GatewayMetrics metrics,
      ProblemWriter problems) {
    this.vertx = vertx;
    this.service = service;
    this.upstreams = upstreams;
    this.target = target;
    this.config = config;
    this.metrics = metrics;
    this.problems = problems;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    HttpServerRequest caller = request.proxiedRequest();
    request.setURI(target);
    ForwardedHeaders.dropHopByHop(request.headers());
    ForwardedHeaders.sayWhereFrom(caller, request.headers(), config.trustForwarded());
    request.headers().remove("Expect"); // has been answered at the door
    // The door compresses by itself, and would take an answer that is zipped already for a plain
    // one.
    request.headers().remove("Accept-Encoding");

    Timer.Sample sample = metrics.start();
    return inTime(caller, context.sendRequest())
        .recover(failure -> Future.succeededFuture(sorry(request, failure)))
        .onSuccess(answer -> metrics.passed(sample, service, answer.getStatusCode()));
  }

  @Override
  public Future<HttpClientRequest> create(ProxyContext context) {
    return upstreams.client().request(upstreams.at(service)).onSuccess(this::sending);
  }

  private void sending(HttpClientRequest sent) {
    sent.exceptionHandler(
        broken -> LOG.debugf(broken, "request broke off service=%s", service.label()));
    answer.future().onFailure(failure -> sent.reset());
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    ProxyResponse response = context.response();
    ForwardedHeaders.dropHopByHop(response.headers());
    if (response.getStatusCode() == 204 || response.getStatusCode() == 304) {
      response.setBody(null); // has none, not even an empty chunked one
    }
    return context.sendResponse();
  }

  /** Fails when the answer has not begun in time after the caller has said everything. */
  private Future<ProxyResponse> inTime(HttpServerRequest caller, Future<ProxyResponse> sent) {
    sent.onComplete(answer::tryComplete, answer::tryFail);
    caller.end().onSuccess(said -> startClock(patience(caller)));
    return answer.future();
  }

  private Duration patience(HttpServerRequest caller) {
    String type = caller.getHeader("Content-Type");
    boolean upload = type != null && type.toLowerCase(Locale.ROOT).startsWith(FILES);
    return upload ? config.uploadAnswerTimeout() : config.answerTimeout();
  }

  private void startClock(Duration patience) {
    if (answer.future().isComplete()) {
      return;
    }
    long timer =
        vertx.setTimer(
            patience.toMillis(),
            fired -> answer.tryFail(new TimeoutException("no answer began in time")));
    answer.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private ProxyResponse sorry(ProxyRequest request, Throwable failure) {
    Problem problem =
        failure instanceof TimeoutException
            ? Problem.timeout(service.label(), patience(request.proxiedRequest()).toSeconds())
            : Problem.unavailable(service.label());
    LOG.debugf(failure, "no answer service=%s status=%d", service.label(), problem.status());
    ProxyResponse response = request.release().response().setStatusCode(problem.status());
    response.putHeader("Content-Type", Problem.MEDIA_TYPE);
    if (problem.status() == 503) {
      response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    return response.setBody(Body.body(problems.body(problem)));
  }
}
