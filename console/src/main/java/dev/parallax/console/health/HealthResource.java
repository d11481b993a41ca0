package dev.parallax.console.health;

import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The readiness of all services in one answer. Open to all, so it says no more than up or down, and
 * however often it is asked the services are asked once a second.
 */
@Path("/v1/health")
@Singleton
public class HealthResource {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Upstreams upstreams;
  private final Vertx vertx;
  private final AtomicReference<Future<SuiteHealth>> latest = new AtomicReference<>();

  HealthResource(Upstreams upstreams, Vertx vertx) {
    this.upstreams = upstreams;
    this.vertx = vertx;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Which services are ready")
  public Uni<SuiteHealth> health() {
    return Uni.createFrom().completionStage(this::recent);
  }

  private CompletionStage<SuiteHealth> recent() {
    Future<SuiteHealth> known = latest.get();
    if (known == null) {
      known = askAll();
      Future<SuiteHealth> asked = known;
      if (latest.compareAndSet(null, asked)) {
        vertx.setTimer(FRESH.toMillis(), passed -> latest.compareAndSet(asked, null));
      }
    }
    return known.toCompletionStage();
  }

  private Future<SuiteHealth> askAll() {
    List<Future<SuiteHealth.ServiceHealth>> asked =
        Arrays.stream(Service.values()).map(this::ask).toList();
    return Future.all(asked)
        .map(all -> SuiteHealth.of(asked.stream().map(Future::result).toList()));
  }

  private Future<SuiteHealth.ServiceHealth> ask(Service service) {
    return upstreams
        .get(service, "/q/health/ready", null, PATIENCE)
        .map(answer -> answer.status() == 200 ? "up" : "starting")
        .otherwise("down")
        .map(status -> new SuiteHealth.ServiceHealth(service.label(), status));
  }
}
