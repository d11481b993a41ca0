package dev.parallax.recommendation.insight;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.behaviour.CountReader;
import dev.parallax.recommendation.behaviour.Counts;
import dev.parallax.recommendation.offer.ListSize;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.SafeOffer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Similar items, counts. */
@Path("/v1")
@Tag(name = "insight")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InsightResource {
  private final SafeOffer offers;
  private final Discretion discretion;
  private final CountReader counts;

  InsightResource(SafeOffer offers, Discretion discretion, CountReader counts) {
    this.offers = offers;
    this.discretion = discretion;
    this.counts = counts;
  }

  /** Items that are like one: learned ones first, the most similar first. */
  public record Similar(String itemId, String modelVersion, List<SimilarItem> items) {
    public Similar {
      items = List.copyOf(items);
    }
  }

  @GET
  @Path("/items/{id}/similar")
  @Operation(
      summary = "Items that are liked by the same customers, and ones of similar texts",
      description =
          "First, the most similar first, those that the same customers like (source: learned); then, where that is"
              + " fewer than asked for, those whose name, category, attributes and price are alike (source: content),"
              + " so that a new item has some too. reason says it in words. Of an item of a sensitive category nothing"
              + " is told, nor is it told of others.")
  public Similar similar(
      @PathParam("id") String id,
      @Parameter(
              description = "How many",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "100",
                      defaultValue = "10"))
          @QueryParam("n")
          String n) {
    int size = ListSize.parse(n);
    Offer offer = offers.current();
    int number = offer.number(id);
    if (number < 0 && offer.catalog().find(id).isEmpty()) {
      throw Problems.notFound("id", "names no item");
    }
    Predicate<String> silent = discretion.on(offer);
    List<SimilarItem> items =
        silent.test(id)
            ? List.of()
            : SimilarItems.of(offer, id, size, item -> !silent.test(offer.id(item)));
    return new Similar(id, offer.version(), items);
  }

  @GET
  @Path("/recommendation/counts")
  @Operation(summary = "How much is kept, counted exactly")
  public Counts counts() {
    return counts.read();
  }
}
