package dev.parallax.recommendation.insight;

import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Limit;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.behaviour.CountReader;
import dev.parallax.recommendation.behaviour.Counts;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import dev.parallax.recommendation.offer.ListSize;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.Offers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rules, similar items, counts. */
@Path("/v1")
@Tag(name = "insight")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InsightResource {
  private static final int RETRY_SECONDS = 2;

  private final Offers offers;
  private final CountReader counts;
  private volatile RuleBook book;

  InsightResource(Offers offers, CountReader counts) {
    this.offers = offers;
    this.counts = counts;
  }

  /** Items that are liked by the same customers, the most similar first. */
  public record Similar(String itemId, String modelVersion, List<SimilarItem> items) {
    public Similar {
      items = List.copyOf(items);
    }
  }

  @GET
  @Path("/rules")
  @Operation(
      summary = "What is bought together",
      description =
          "Rules of the model that serves: one or two items on the left, one on the right, each better than"
              + " every simpler one by more than chance. Empty before the first training.")
  public Page<RuleView> rules(
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "500",
                      defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor,
      @Parameter(description = "support, confidence or lift; lift where it is left out")
          @QueryParam("sort")
          String sort,
      @Parameter(description = "Only rules with this item on either side") @QueryParam("item")
          String item) {
    Offer offer = offer();
    int size = Limit.parse(limit);
    RuleSort by = RuleSort.parse(sort);
    int from = from(Cursor.decode(cursor), offer);
    RuleBook rules = book(offer);
    int[] places = rules.places(by, item, from, size + 1);
    List<RuleView> page =
        Arrays.stream(places).limit(size).mapToObj(place -> rules.at(by, place)).toList();
    String next = places.length > size ? Cursor.encode(places[size] + "@" + offer.version()) : null;
    return new Page<>(page, next);
  }

  /** A page of another model would skip or repeat rules. */
  private static int from(String cursor, Offer offer) {
    if (cursor == null) {
      return 0;
    }
    int at = cursor.indexOf('@');
    if (at < 1 || !cursor.substring(0, at).matches("\\d{1,9}")) {
      throw Cursor.foreign();
    }
    if (!cursor.substring(at + 1).equals(offer.version())) {
      throw Problems.invalid(
          "cursor", "belongs to a model that serves no more; begin at the first page");
    }
    int place = Integer.parseInt(cursor.substring(0, at));
    if (place >= offer.model().rules().size()) {
      throw Cursor.foreign();
    }
    return place;
  }

  private RuleBook book(Offer offer) {
    RuleBook now = book;
    if (now == null || !now.isOf(offer.model())) {
      now = new RuleBook(offer.model());
      book = now;
    }
    return now;
  }

  @GET
  @Path("/items/{id}/similar")
  @Operation(summary = "Items that are liked by the same customers, the most similar first")
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
    Offer offer = offer();
    int number = offer.number(id);
    if (number < 0 && offer.catalog().find(id).isEmpty()) {
      throw Problems.notFound("id", "names no item");
    }
    SparseMatrix similar = offer.model().similar();
    TopK top = new TopK(size);
    if (number >= 0 && number < similar.rows()) {
      for (int p = similar.from(number); p < similar.to(number); p++) {
        if (offer.offers(similar.column(p))) {
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

  private Offer offer() {
    return offers
        .current()
        .orElseThrow(
            () ->
                Problems.unavailable(
                    "the service has just started and has not read its store yet", RETRY_SECONDS));
  }
}
