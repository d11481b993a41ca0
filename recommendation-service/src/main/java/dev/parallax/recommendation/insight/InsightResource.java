package dev.parallax.recommendation.insight;

import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.behaviour.CountReader;
import dev.parallax.recommendation.behaviour.Counts;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
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
import java.util.ArrayList;
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

  /** Items that are liked by the same customers, the most similar first. */
  public record Similar(String itemId, String modelVersion, List<SimilarItem> items) {
    public Similar {
      items = List.copyOf(items);
    }
  }

  @GET
  @Path("/items/{id}/similar")
  @Operation(
      summary = "Items that are liked by the same customers, the most similar first",
      description = "Of an item of a sensitive category nothing is told, nor is it told of others.")
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
    SparseMatrix similar = offer.model().similar();
    Predicate<String> silent = discretion.on(offer);
    TopK top = new TopK(size);
    if (number >= 0 && number < similar.rows() && !silent.test(id)) {
      for (int p = similar.from(number); p < similar.to(number); p++) {
        if (offer.offers(similar.column(p)) && !silent.test(offer.id(similar.column(p)))) {
          top.offer(similar.column(p), similar.value(p));
        }
      }
    }
    top.sortByScore();
    return new Similar(id, offer.version(), views(offer, top));
  }

  private static List<SimilarItem> views(Offer offer, TopK top) {
    int[] items = top.items();
    float[] scores = top.scores();
    List<SimilarItem> views = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      CatalogItem item = offer.catalog().find(offer.id(items[i])).orElseThrow();
      views.add(new SimilarItem(item.itemId(), item.name(), item.category(), scores[i]));
    }
    return views;
  }

  @GET
  @Path("/recommendation/counts")
  @Operation(summary = "How much is kept, counted exactly")
  public Counts counts() {
    return counts.read();
  }
}
