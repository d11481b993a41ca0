package dev.parallax.recommendation.exposure;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.page.Period;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.customer.CustomerStates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was shown to whom. */
@Path("/v1/exposures")
@Tag(name = "exposures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExposureResource {
  private static final Duration USUAL = Duration.ofDays(7);

  private final ExposureReader reader;
  private final SeenLists seen;
  private final Pseudonyms pseudonyms;
  private final CustomerStates customers;
  private final Clock clock;

  ExposureResource(
      ExposureReader reader,
      SeenLists seen,
      Pseudonyms pseudonyms,
      CustomerStates customers,
      Clock clock) {
    this.reader = reader;
    this.seen = seen;
    this.pseudonyms = pseudonyms;
    this.customers = customers;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
  @Operation(
      summary = "Lists that customers were shown, newest first, with reasons and what followed",
      description =
          "Kept for parallax.recommendation.exposures.retention, 90 days by default. Of customers who have"
              + " withdrawn their consent to personalization none are told.")
  public Page<ShownList> list(
      @Parameter(description = "Only of this customer") @QueryParam("userId") String userId,
      @Parameter(description = "Only of this visitor; used where there is no userId")
          @QueryParam("anonymousId")
          String anonymousId,
      @Parameter(description = "Only where they were shown: home, product, basket, …")
          @QueryParam("surface")
          String surface,
      @Parameter(
              description =
                  "Shown from then on, RFC 3339 or a date; where no customer is named, 7 days before to")
          @QueryParam("from")
          String from,
      @Parameter(description = "Shown before then") @QueryParam("to") String to,
      @BeanParam PageQuery page) {
    Period period = Period.parse(from, to);
    List<String> after = after(page.after());
    List<String> customer = customer(userId, anonymousId);
    ExposureReader.Wanted wanted =
        new ExposureReader.Wanted(
            customer,
            surface,
            // Everybody's lists of always are more than a page is looked for in.
            customer == null ? period.closed(clock.instant(), USUAL).from() : period.from(),
            period.to(),
            after == null ? null : time(after.get(0)),
            after == null ? null : after.get(1));
    int size = page.size();
    return Page.of(
        reader.list(wanted, size + 1),
        size,
        list -> Cursor.join(list.shownAt().toString(), list.id()));
  }

  private List<String> customer(String userId, String anonymousId) {
    if (userId != null && !userId.isBlank()) {
      return List.of(customers.find(pseudonyms.customerCandidates(userId)).cid());
    }
    if (anonymousId != null && !anonymousId.isBlank()) {
      return List.of(customers.find(pseudonyms.anonymousCandidates(anonymousId)).cid());
    }
    return null;
  }

  private static List<String> after(String key) {
    return key == null ? null : Cursor.split(key, 2).orElseThrow(Cursor::foreign);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Cursor.foreign();
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SERVICE, Roles.ADMIN})
  @Operation(
      summary = "Says that a list was really seen",
      description =
          "For shops that ask in advance, or show lists below the fold. Pages say the same by the event"
              + " Product List Viewed with the recommendation's id as list_id. Told twice it counts once.")
  @APIResponse(responseCode = "202", description = "Noted")
  public Response report(SeenReport report) {
    if (report == null) {
      throw Problems.invalid("body", "must be an object with recommendationId");
    }
    seen.add(List.of(report.checked(clock.instant())));
    return Response.accepted().build();
  }
}
