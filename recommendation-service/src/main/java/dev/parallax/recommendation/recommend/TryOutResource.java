package dev.parallax.recommendation.recommend;

import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.merchandising.ActiveRules;
import dev.parallax.recommendation.merchandising.MerchandisingRule;
import dev.parallax.recommendation.offer.Offer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Merchandising rules, tried out before they count. */
@Path("/v1/merchandising/tryout")
@Tag(name = "merchandising")
@RolesAllowed({Roles.MARKETER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TryOutResource {
  private final Recommender recommender;
  private final ActiveRules rules;
  private final Clock clock;

  TryOutResource(Recommender recommender, ActiveRules rules, Clock clock) {
    this.recommender = recommender;
    this.rules = rules;
    this.clock = clock;
  }

  @POST
  @Operation(
      summary = "A list before and after a rule; nothing is changed, and nothing counts as shown",
      description =
          "With a name, the rule of that name counts before; with a rule, that one counts after, in its place.")
  public TryOut post(TryOutRequest request) {
    if (request == null || (request.name() == null && request.rule() == null)) {
      throw Problems.invalid("body", "must have a rule to try, or the name of one to do without");
    }
    Question question =
        request.question() == null
            ? QuestionReader.read(QueryParameters.home())
            : QuestionReader.read(request.question());
    String name = request.name() == null ? "tried-out" : request.name();
    MerchandisingRule rule =
        request.rule() == null ? null : request.rule().rule(name, clock.instant());
    Offer offer = recommender.offer();
    try {
      return TryOut.of(
          recommender.tryOut(question, offer, rules.on(offer)),
          recommender.tryOut(question, offer, rules.on(offer, name, rule)));
    } catch (ConditionInvalidException e) {
      throw Problems.invalid("rule.condition", e.getMessage());
    }
  }
}
