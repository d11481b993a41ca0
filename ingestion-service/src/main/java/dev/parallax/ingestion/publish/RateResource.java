package dev.parallax.ingestion.publish;

import dev.parallax.ingestion.spool.Spool;
import dev.parallax.ingestion.spool.SpoolState;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** How much comes in. */
@Path("/v1/ingestion")
@Tag(name = "ingestion")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
  Roles.MARKETER,
  Roles.ANALYST,
  Roles.FRAUD_ANALYST,
  Roles.PRIVACY_OFFICER,
  Roles.ADMIN,
  Roles.SERVICE
})
public class RateResource {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Rate rate;
  private final TopicCounts counts;
  private final Spool spool;

  /**
   * @param spool what waits for the broker
   */
  public record Shown(
      double eventsPerSecond,
      List<Integer> lastMinute,
      long accepted,
      long rejected,
      SpoolState spool) {}

  RateResource(Rate rate, TopicCounts counts, Spool spool) {
    this.rate = rate;
    this.counts = counts;
    this.spool = spool;
  }

  @GET
  @Path("/rate")
  @RunOnVirtualThread
  @Operation(
      summary =
          "Events a second now and over the last minute, totals, and what waits for the broker, of all replicas")
  public Shown rate() {
    return shown(rate.now());
  }

  @GET
  @Path("/rate/live")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "The same, every second, as server-sent events")
  public Multi<Shown> live() {
    return Multi.createFrom()
        .ticks()
        .every(EVERY)
        .onOverflow()
        .drop()
        .map(tick -> shown(rate.latest()));
  }

  @GET
  @Path("/counts")
  @RunOnVirtualThread
  @Operation(summary = "Records ever written to each topic that ingestion writes")
  public Map<String, Long> counts() {
    return counts.read();
  }

  private Shown shown(Rate.Snapshot snapshot) {
    return new Shown(
        snapshot.eventsPerSecond(),
        snapshot.lastMinute(),
        snapshot.accepted(),
        snapshot.rejected(),
        spool.state());
  }
}
