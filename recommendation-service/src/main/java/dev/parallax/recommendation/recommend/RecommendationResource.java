package dev.parallax.recommendation.recommend;

import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to offer next. */
@Path("/v1/recommendations")
@Tag(name = "recommendations")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RecommendationResource {
  private final Recommender recommender;

  RecommendationResource(Recommender recommender) {
    this.recommender = recommender;
  }

  @GET
  @Operation(
      summary = "For a customer, a visitor, or nobody in particular",
      description =
          "Without consent to personalization, and without a userId or anonymousId, what is popular overall;"
              + " beside an item, what is popular of its category. Items bought before, unless they are due to be"
              + " bought again, turned down, out of the catalog or not available are left out.")
  public Recommendation get(@BeanParam QueryParameters parameters) {
    return recommender.answer(QuestionReader.read(parameters.request()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "For a basket, an item at hand, a search, a visit, or a mail",
      description =
          "With a userId the customer's history counts too, if they consent to personalization; if they do not,"
              + " the answer is what is popular. To complete a basket without any customer, leave the userId out."
              + " Items nobody knows are ignored and listed in unknownItems. In the context search, candidates are"
              + " put in order, or the catalog is searched by the query.")
  public Recommendation post(RecommendationRequest request) {
    return recommender.answer(QuestionReader.read(request));
  }
}
