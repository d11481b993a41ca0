package dev.parallax.ingestion.collect;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentConfig;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Global Privacy Control (W3C): a browser that sends {@code Sec-GPC: 1} says for its user that data
 * must not be sold or shared.
 */
@ApplicationScoped
class OptOutSignal {
  private static final String HEADER = "Sec-GPC";

  /** Who replays a call speaks for themselves and not for the customer. */
  private static final String QUARANTINE = "/v1/rejected";

  private final CurrentVertxRequest request;
  private final Set<Purpose> refuses;

  OptOutSignal(CurrentVertxRequest request, ConsentConfig config) {
    this.request = request;
    this.refuses = Set.copyOf(config.gpc().orElse(Set.of()));
  }

  /** What it refuses, for whoever sends it. */
  Set<Purpose> refuses() {
    return refuses;
  }

  /** Whether the present request has it; never outside of one, as in an import. */
  boolean isPresent() {
    if (refuses.isEmpty() || !Arc.container().requestContext().isActive()) {
      return false;
    }
    RoutingContext current = request.getCurrent();
    return current != null
        && !current.normalizedPath().startsWith(QUARANTINE)
        && "1".equals(current.request().getHeader(HEADER));
  }
}
