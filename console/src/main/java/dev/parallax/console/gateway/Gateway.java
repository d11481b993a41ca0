package dev.parallax.console.gateway;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemWriter;
import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The front door: finds where a path leads and lets the request through, or says why not. */
@ApplicationScoped
class Gateway {
  private final Vertx vertx;
  private final Upstreams upstreams;
  private final GatewayConfig config;
  private final GatewayMetrics metrics;
  private final ProblemWriter problems;

  Gateway(
      Vertx vertx,
      Upstreams upstreams,
      GatewayConfig config,
      GatewayMetrics metrics,
      ProblemWriter problems) {
    this.vertx = vertx;
    this.upstreams = upstreams;
    this.config = config;
    this.metrics = metrics;
    this.problems = problems;
  }

  void routes(@Observes Router router) {
    router.route("/v1/*").handler(this::pass);
    router.route("/beacon/v1/*").handler(this::pass);
    router.route("/pixel/v1/*").handler(this::pass);
  }

  private void pass(RoutingContext context) {
    switch (Routes.destination(context.normalizedPath())) {
      case Destination.To(Service service) -> forward(context, service);
      case Destination.Here() -> context.next();
      case Destination.Nowhere(String field, String message) ->
          refuse(context, Problem.notFound(field, message));
    }
  }

  private void forward(RoutingContext context, Service service) {
    if (Routes.isPartOfOtherPages(context.normalizedPath())) {
      context.addHeadersEndHandler(
          end -> context.response().putHeader("Cross-Origin-Resource-Policy", "cross-origin"));
    }
    // The path without dot segments, so that it cannot mean another place to the service.
    String query = context.request().query();
    String target = context.normalizedPath() + (query == null ? "" : "?" + query);
    Exchange exchange = new Exchange(vertx, service, upstreams, target, config, metrics, problems);
    HttpProxy.reverseProxy(upstreams.client())
        .addInterceptor(exchange)
        .origin(exchange)
        .handle(context.request());
  }

  private void refuse(RoutingContext context, Problem problem) {
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(problems.body(problem));
  }
}
