package dev.parallax.recommendation.performance;

import dev.parallax.kit.page.Period;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Click-through, conversion and revenue of what was shown. */
@Path("/v1/recommendations/performance")
@Tag(name = "exposures")
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PerformanceResource {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(92);
  private static final int MOST_ROWS = 5_000;

  private final PerformanceReader reader;
  private final Reports reports;
  private final Clock clock;

  PerformanceResource(PerformanceReader reader, Reports reports, Clock clock) {
    this.reader = reader;
    this.reports = reports;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "How what was shown did, with intervals",
      description =
          "What customers do with an item within parallax.recommendation.attribution.window (7 days) after it was"
              + " shown to them is owed to the list that the event names, else to the last one. Intervals are"
              + " at 95 %, with customers as clusters; those of revenue by the bootstrap.")
  public Performance get(
      @Parameter(description = "Shown from then on, RFC 3339 or a date; 7 days before to")
          @QueryParam("from")
          String from,
      @Parameter(description = "Shown before then; now where it is left out") @QueryParam("to")
          String to,
      @Parameter(
              description =
                  "strategy, surface, position, modelVersion, experiment, arm, day; several with commas between"
                      + " them. strategy where it is left out")
          @QueryParam("by")
          String by,
      @QueryParam("surface") String surface,
      @QueryParam("modelVersion") String modelVersion,
      @QueryParam("experiment") String experiment) {
    Period period = Period.parse(from, to).closed(clock.instant(), USUAL);
    Duration length = Duration.between(period.from(), period.to());
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw Problems.invalid("from", "must be before to, by at most " + LONGEST.toDays() + " days");
    }
    PerformanceReader.Wanted wanted =
        new PerformanceReader.Wanted(period.from(), period.to(), surface, modelVersion, experiment);
    Set<Dimension> dimensions = Dimension.parse(by);
    List<Performance.Row> rows =
        reports
            .read(() -> reader.read(wanted, dimensions, MOST_ROWS))
            .orElseThrow(
                () ->
                    Problems.invalid(
                        "by",
                        "tells more than "
                            + MOST_ROWS
                            + " groups apart; name fewer, or ask for less time"));
    return new Performance(period.from(), period.to(), rows);
  }
}
