package dev.parallax.recommendation.recommend;

import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.offer.ListSize;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
          "Without consent to personalization, and without a userId or anonymousId, what is popular overall."
              + " Items bought before, out of the catalog or not available are left out.")
  public Recommendation get(
      @Parameter(description = "The id the shop knows the customer by") @QueryParam("userId")
          String userId,
      @Parameter(description = "A visitor who has not signed in; used where there is no userId")
          @QueryParam("anonymousId")
          String anonymousId,
      @Parameter(
              description = "How many",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "10"))
          @QueryParam("n")
          String n,
      @Parameter(
              description =
                  "Where it is shown; home where it is left out. With console, a look by staff, it"
                      + " is not announced as shown to the customer")
          @QueryParam("surface")
          String surface) {
    return recommender.answer(
        Question.forCustomer(userId, anonymousId, ListSize.parse(n), surface));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "For a basket",
      description =
          "With a userId the customer's history counts too, if they consent to personalization; if they do not,"
              + " the answer is what is popular. To complete a basket without any customer, leave the userId out."
              + " Items nobody knows are ignored and listed in unknownItems.")
  public Recommendation post(BasketRequest request) {
    return recommender.answer(Question.forBasket(request));
  }
}
