package dev.parallax.recommendation.recommend;

import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.ListSize;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * What {@code GET /v1/recommendations} takes. All are texts: a parameter of another type would be
 * answered by 404 where it is none.
 */
public class QueryParameters {
  private static final int LONGEST_NUMBER = 32;

  @Parameter(description = "The id the shop knows the customer by")
  @QueryParam("userId")
  public String userId;

  @Parameter(description = "A visitor who has not signed in; used where there is no userId")
  @QueryParam("anonymousId")
  public String anonymousId;

  @Parameter(
      description =
          "What the customer is doing: home, product, basket, search, email, session. Where it is left out,"
              + " product with an itemId, search with a query, else home")
  @QueryParam("context")
  public String context;

  @Parameter(description = "The item at hand, in the context product")
  @QueryParam("itemId")
  public String itemId;

  @Parameter(
      description =
          "What is wanted beside that item: any, similar (in its place), complements (with it)")
  @QueryParam("relation")
  public String relation;

  @Parameter(description = "Words that are looked for, in the context search")
  @QueryParam("query")
  public String query;

  @Parameter(description = "Only items of this category; may be there several times")
  @QueryParam("category")
  public List<String> categories;

  @Parameter(description = "Only items of this price and above")
  @QueryParam("minPrice")
  public String minPrice;

  @Parameter(description = "Only items of this price and below")
  @QueryParam("maxPrice")
  public String maxPrice;

  @Parameter(description = "false for items that cannot be bought now, too")
  @QueryParam("inStock")
  public String inStock;

  @Parameter(
      description = "How many",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "10"))
  @QueryParam("n")
  public String n;

  @Parameter(
      description =
          "Where it is shown; the context's name where it is left out. With console, a look by staff, it"
              + " is not announced as shown to the customer")
  @QueryParam("surface")
  public String surface;

  /**
   * @throws RuntimeException a 400 problem naming the parameter that is wrong
   */
  RecommendationRequest request() {
    return new RecommendationRequest(
        userId,
        anonymousId,
        occasion(),
        null,
        itemId,
        parsed("relation", relation, Relation::of),
        null,
        query,
        null,
        categories == null || categories.isEmpty() ? null : categories,
        parsed("minPrice", minPrice, QueryParameters::price),
        parsed("maxPrice", maxPrice, QueryParameters::price),
        parsed("inStock", inStock, QueryParameters::flag),
        null,
        ListSize.parse(n),
        surface);
  }

  /** The question of whom nothing is known. */
  static RecommendationRequest home() {
    return new QueryParameters().request();
  }

  private Context occasion() {
    if (context != null) {
      return parsed("context", context, Context::of);
    }
    if (itemId != null) {
      return Context.PRODUCT;
    }
    return query != null ? Context.SEARCH : Context.HOME;
  }

  /**
   * @param reader fails with what must be there
   */
  private static <T> T parsed(String field, String text, Function<String, T> reader) {
    try {
      return text == null ? null : reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(field, e.getMessage());
    }
  }

  private static BigDecimal price(String number) {
    try {
      if (number.length() <= LONGEST_NUMBER) {
        return new BigDecimal(number.strip());
      }
    } catch (NumberFormatException e) {
      // The answer is the same.
    }
    throw new IllegalArgumentException("must be a number such as 9.90");
  }

  private static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }
}
