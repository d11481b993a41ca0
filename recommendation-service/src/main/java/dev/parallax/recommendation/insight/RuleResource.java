package dev.parallax.recommendation.insight;

import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.SafeOffer;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rulebook.LeftOut;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Association rules and the itemsets they are made of. */
@Path("/v1/rules")
@Tag(name = "rules")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RuleResource {
  private final SafeOffer offers;
  private final RuleShelf shelf;
  private final Discretion discretion;

  RuleResource(SafeOffer offers, RuleShelf shelf, Discretion discretion) {
    this.offers = offers;
    this.shelf = shelf;
    this.discretion = discretion;
  }

  /** On which side of a rule an item is looked for. */
  enum Side {
    ANY,
    IF,
    THEN
  }

  /** Which way a list runs. */
  enum Order {
    ASC,
    DESC
  }

  @GET
  @Operation(
      summary = "What is bought together, or looked at together",
      description =
          "Rules with one item on the right, each better than every simpler one by more than chance; or all with"
              + " enough support and confidence, where they were mined with redundant: true. They follow"
              + " what is bought and looked at, a minute behind. Every measure is given as lowest and highest value"
              + " (minLift=2, maxAdjustedPValue=0.05) and as what to sort by. leftOut says, by code and in words, what"
              + " of all rules asked for is not among them: older-baskets, few-baskets (minBaskets above the support),"
              + " support-raised (more itemsets than mostItemsets), longer-sets (maxItems), weak-rules (more than"
              + " mostRules), until-next-mining (a model's rules, for a minute after a training); empty where the"
              + " list is complete.")
  public BoundedPage<RuleView> rules(
      @BeanParam PageQuery page,
      @BeanParam RuleQuery query,
      @BeanParam RuleBounds bounds,
      @Parameter(
              description =
                  "support, confidence, confidenceLower, lift, liftLower, leverage, conviction, zhang, chiSquare,"
                      + " pValue, adjustedPValue or baskets; lift where it is left out")
          @QueryParam("sort")
          String sort,
      @Parameter(
              description =
                  "where it is left out the best first: the lowest p-values, else the highest",
              schema = @Schema(enumeration = {"asc", "desc"}))
          @QueryParam("order")
          String order,
      @Parameter(
              description = "on which side the item is",
              schema =
                  @Schema(
                      enumeration = {"any", "if", "then"},
                      defaultValue = "any"))
          @QueryParam("side")
          String side,
      @Context UriInfo uri) {
    refuseUnknownBounds(uri);
    RuleMeasure measure = measure(sort);
    boolean ascending =
        RuleQuery.oneOf("order", order, measure.isBestLow() ? Order.ASC : Order.DESC) == Order.ASC;
    Side where = RuleQuery.oneOf("side", side, Side.ANY);
    List<RuleBounds.Bound> wanted = bounds.all();
    int size = query.size();
    int limit = page.size();
    String after = page.after();
    Offer offer = offers.current();
    Optional<RuleList> list = shelf.rules(query.source(), offer);
    if (list.isEmpty()) {
      return BoundedPage.empty(List.of());
    }
    RuleList rules = list.get();
    int item = query.item == null ? -1 : rules.number(query.item);
    if (query.item != null && item < 0) {
      return BoundedPage.empty(rules.leftOut());
    }
    Predicate<String> silent = discretion.on(offer);
    IntPredicate filter =
        rule ->
            isAbout(rules.rule(rule), item, where)
                && (size == 0 || rules.rule(rule).size() == size)
                && wanted.stream().allMatch(b -> b.admits(rules.values(b.measure())[rule]))
                && rules.items(rule).noneMatch(silent);
    return page(
        rules.sorted(measure, ascending),
        after,
        limit,
        filter,
        rule -> rules.view(rule, offer),
        rules.leftOut());
  }

  @GET
  @Path("/itemsets")
  @Operation(
      summary = "Items that are often together, those in most baskets first",
      description =
          "The sets that rules are made of. Closed: every further item costs baskets; the counts of all others"
              + " follow from these. Maximal: no further item leaves enough baskets; the largest ones. Both are exact,"
              + " also for the longest sets, of which those of one item more were counted; null where these did not"
              + " fit, or only from more baskets on (leftOut then says support-raised or longer-sets: there was no"
              + " room to look), and such sets are of neither kind. leftOut is as of rules. Empty before the first mining.")
  public BoundedPage<ItemsetView> itemsets(
      @BeanParam PageQuery page,
      @BeanParam RuleQuery query,
      @Parameter(
              schema =
                  @Schema(
                      enumeration = {"frequent", "closed", "maximal"},
                      defaultValue = "frequent"))
          @QueryParam("kind")
          String kind) {
    ItemsetList.Kind wanted = RuleQuery.oneOf("kind", kind, ItemsetList.Kind.FREQUENT);
    int size = query.size();
    int limit = page.size();
    String after = page.after();
    Optional<ItemsetList> list = shelf.itemsets(query.source());
    if (list.isEmpty()) {
      return BoundedPage.empty(List.of());
    }
    ItemsetList sets = list.get();
    int item = query.item == null ? -1 : sets.number(query.item);
    Predicate<String> silent = discretion.on(offers.current());
    IntPredicate filter =
        set ->
            sets.is(set, wanted)
                && (size == 0 || sets.size(set) == size)
                && (query.item == null || sets.has(set, item))
                && sets.ids(set).stream().noneMatch(silent);
    return page(sets.sorted(), after, limit, filter, sets::view, sets.leftOut());
  }

  private static <T> BoundedPage<T> page(
      SortedRows sorted,
      String after,
      int limit,
      IntPredicate filter,
      IntFunction<T> view,
      List<LeftOut> leftOut) {
    List<T> rows = new ArrayList<>();
    int last = -1;
    for (int place = sorted.placeAfter(after); place < sorted.size(); place++) {
      if (filter.test(sorted.row(place))) {
        if (rows.size() == limit) {
          return new BoundedPage<>(rows, sorted.cursor(last), leftOut);
        }
        rows.add(view.apply(sorted.row(place)));
        last = place;
      }
    }
    return new BoundedPage<>(rows, null, leftOut);
  }

  private static boolean isAbout(AssociationRule rule, int item, Side side) {
    if (item < 0) {
      return true;
    }
    return switch (side) {
      case ANY -> rule.mentions(item);
      case THEN -> rule.consequent() == item;
      case IF -> rule.mentions(item) && rule.consequent() != item;
    };
  }

  /** Lift where none is named. */
  private static RuleMeasure measure(String name) {
    return name == null
        ? RuleMeasure.LIFT
        : RuleMeasure.named(name)
            .orElseThrow(() -> Problems.invalid("sort", "must be one of " + RuleMeasure.names()));
  }

  /** A bound with a slip in its name would let everything through. */
  private static void refuseUnknownBounds(UriInfo uri) {
    for (String name : uri.getQueryParameters().keySet()) {
      if (name.matches("(?i)(min|max).*") && !RuleBounds.NAMES.contains(name)) {
        throw Problems.invalid(
            name, "is no bound; min and max go before one of " + RuleMeasure.names());
      }
    }
  }
}
