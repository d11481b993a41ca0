package dev.parallax.recommendation.recommend;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.occasion.Context;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestMulti;

/** Lists for many customers at once. */
@Path("/v1/recommendations/mailing")
@Tag(name = "recommendations")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ADMIN})
@Consumes(MediaType.APPLICATION_JSON)
public class MailingResource {
  private static final Logger LOG = Logger.getLogger(MailingResource.class);
  private static final String NDJSON = "application/x-ndjson";
  private static final int MOST = 10_000;
  private static final int LONGEST_ID = 256;
  private static final int AT_ONCE = 100;
  private static final int RETRY_SECONDS = 5;

  private final Recommender recommender;
  private final Semaphore room;

  MailingResource(Recommender recommender, ServingConfig config) {
    this.recommender = recommender;
    this.room = new Semaphore(config.mailings());
  }

  @POST
  @Produces(NDJSON)
  @Operation(
      summary = "For mails to up to 10,000 customers, one line of JSON for each, in their order",
      description =
          "Lines come as the caller reads them. Quiet categories are left out, an item is in few mails to one"
              + " customer within a period, and each list is announced as shown. If the store fails on the way,"
              + " the last line has an error in place of a recommendation: ask again from there.")
  public Multi<MailingLine> post(MailingRequest request) {
    Question question = read(request);
    recommender.offer();
    if (!room.tryAcquire()) {
      throw Problems.tooManyRequests(
          "as many mailings as can be made are being made", RETRY_SECONDS);
    }
    Multi<MailingLine> lines =
        Multi.createFrom()
            .iterable(parts(request.userIds()))
            .onItem()
            .transformToUniAndConcatenate(
                part ->
                    Uni.createFrom()
                        .item(() -> lines(question, part))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
            .select()
            .first(new UntilError())
            .onItem()
            .transformToMultiAndConcatenate(part -> Multi.createFrom().iterable(part))
            .onTermination()
            .invoke(room::release);
    return RestMulti.fromMultiData(lines).withDemand(AT_ONCE).build();
  }

  private List<MailingLine> lines(Question question, List<String> userIds) {
    List<MailingLine> lines = new ArrayList<>(userIds.size());
    try {
      List<Recommendation> answers = recommender.answer(question, userIds);
      for (int i = 0; i < userIds.size(); i++) {
        lines.add(new MailingLine(userIds.get(i), answers.get(i), null));
      }
    } catch (RuntimeException e) {
      LOG.warnf("mailing broken off cause=%s", e.getClass().getSimpleName());
      lines.clear();
      lines.add(
          new MailingLine(
              userIds.getFirst(), null, "cannot be made now; ask again from this customer on"));
    }
    return lines;
  }

  private static List<List<String>> parts(List<String> userIds) {
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < userIds.size(); from += AT_ONCE) {
      parts.add(userIds.subList(from, Math.min(userIds.size(), from + AT_ONCE)));
    }
    return parts;
  }

  private static Question read(MailingRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be an object with userIds");
    }
    List<String> userIds = request.userIds();
    if (userIds == null || userIds.isEmpty() || userIds.size() > MOST) {
      throw Problems.invalid("userIds", "must have 1 to " + MOST + " ids");
    }
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < userIds.size(); i++) {
      String id = userIds.get(i);
      if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
        errors.add(
            new FieldError("userIds[" + i + "]", "must be 1 to " + LONGEST_ID + " characters"));
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return QuestionReader.read(
        new RecommendationRequest(
            userIds.getFirst(),
            null,
            Context.EMAIL,
            null,
            null,
            null,
            null,
            null,
            null,
            request.categories(),
            request.minPrice(),
            request.maxPrice(),
            null,
            request.exclude(),
            request.n(),
            null));
  }

  /** Lets the part with the error through, and nothing after it. */
  private static final class UntilError implements java.util.function.Predicate<List<MailingLine>> {
    private boolean failed;

    @Override
    public boolean test(List<MailingLine> part) {
      boolean before = failed;
      failed |= part.getLast().error() != null;
      return !before;
    }
  }
}
