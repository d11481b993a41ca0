package dev.parallax.recommendation.tact;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.customer.CustomerStates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** "Not interested", and taking it back. */
@Path("/v1/recommendations/feedback")
@Tag(name = "recommendations")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FeedbackResource {
  private static final int LONGEST = 256;
  private static final String ITEM = "item";
  private static final String CATEGORY = "category";

  private final Pseudonyms pseudonyms;
  private final CustomerStates states;
  private final ConsentPolicy consent;
  private final Catalog catalog;
  private final DismissalRepository dismissals;
  private final Clock clock;

  FeedbackResource(
      Pseudonyms pseudonyms,
      CustomerStates states,
      ConsentPolicy consent,
      Catalog catalog,
      DismissalRepository dismissals,
      Clock clock) {
    this.pseudonyms = pseudonyms;
    this.states = states;
    this.consent = consent;
    this.catalog = catalog;
    this.dismissals = dismissals;
    this.clock = clock;
  }

  /**
   * That somebody is not interested in an item, or in a whole category: one of the two.
   *
   * @param anonymousId of a visitor, used where there is no userId
   */
  public record Feedback(String userId, String anonymousId, String itemId, String category) {}

  /** All that a customer does not want to see, newest first. */
  public record Dismissed(String cid, List<DismissalRepository.Dismissal> items) {}

  @POST
  @Operation(
      summary = "Not interested in an item or a category: the next answer is without it",
      description = "Once more changes nothing. Remembered only with consent to personalization.")
  public Dismissed post(Feedback feedback) {
    if (feedback == null) {
      throw Problems.invalid("body", "must be an object with userId and itemId or category");
    }
    check(feedback);
    CustomerState who = find(feedback.userId(), feedback.anonymousId());
    if (!consent.answer(Purpose.PERSONALIZATION, who.personalization())) {
      throw Problems.conflict(
          "no-personalization-consent",
          "nothing may be remembered of this customer, who has not agreed to personalization; the"
              + " lists they get are not personal");
    }
    if (feedback.itemId() != null && catalog.current().find(feedback.itemId()).isEmpty()) {
      throw Problems.notFound("itemId", "names no item");
    }
    dismissals.add(
        who.cid(), kind(feedback), value(feedback), clock.instant().truncatedTo(ChronoUnit.MICROS));
    return new Dismissed(who.cid(), dismissals.of(who.cid()));
  }

  @GET
  @Operation(summary = "All that a customer does not want to see")
  public Dismissed get(
      @QueryParam("userId") String userId, @QueryParam("anonymousId") String anonymousId) {
    List<FieldError> errors = new ArrayList<>();
    checkWho(userId, anonymousId, errors);
    orProblem(errors);
    String cid = find(userId, anonymousId).cid();
    return new Dismissed(cid, dismissals.of(cid));
  }

  @DELETE
  @Operation(summary = "Interested again; nothing happens where there was no such feedback")
  public Dismissed delete(
      @QueryParam("userId") String userId,
      @QueryParam("anonymousId") String anonymousId,
      @QueryParam("itemId") String itemId,
      @QueryParam("category") String category) {
    Feedback feedback = new Feedback(userId, anonymousId, itemId, category);
    check(feedback);
    String cid = find(userId, anonymousId).cid();
    dismissals.remove(cid, kind(feedback), value(feedback));
    return new Dismissed(cid, dismissals.of(cid));
  }

  private CustomerState find(String userId, String anonymousId) {
    return states.find(
        userId != null
            ? pseudonyms.customerCandidates(userId)
            : pseudonyms.anonymousCandidates(anonymousId));
  }

  private static void check(Feedback feedback) {
    List<FieldError> errors = new ArrayList<>();
    checkWho(feedback.userId(), feedback.anonymousId(), errors);
    checkText("itemId", feedback.itemId(), errors);
    checkText("category", feedback.category(), errors);
    if ((feedback.itemId() == null) == (feedback.category() == null)) {
      errors.add(new FieldError("itemId", "must be given, or category in its place"));
    }
    orProblem(errors);
  }

  private static void checkWho(String userId, String anonymousId, List<FieldError> errors) {
    checkText("userId", userId, errors);
    checkText("anonymousId", anonymousId, errors);
    if (userId == null && anonymousId == null) {
      errors.add(new FieldError("userId", "must be given, or anonymousId in its place"));
    }
  }

  private static void checkText(String field, String text, List<FieldError> errors) {
    if (text != null && (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0)) {
      errors.add(new FieldError(field, "must be 1 to " + LONGEST + " characters, or left out"));
    }
  }

  private static void orProblem(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
  }

  private static String kind(Feedback feedback) {
    return feedback.itemId() != null ? ITEM : CATEGORY;
  }

  private static String value(Feedback feedback) {
    return feedback.itemId() != null ? feedback.itemId() : feedback.category();
  }
}
