package dev.parallax.recommendation.performance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.recommendation.statistics.Bootstrap;
import dev.parallax.recommendation.statistics.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How what was shown did.
 *
 * @param from shown from then on
 * @param to shown before then
 */
public record Performance(Instant from, Instant to, List<Row> items) {
  public Performance {
    items = List.copyOf(items);
  }

  /**
   * Items of lists that have everything in common that is not null here. An item counts as clicked,
   * added or ordered once, however often it was.
   *
   * @param customers who were shown at least one
   * @param shown places in lists
   * @param seen those that the shop says were really seen
   * @param clickThrough of those shown
   * @param clickThroughOfSeen unknown where no shop says what was seen
   * @param conversion items ordered of those shown
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Row(
      String strategy,
      String surface,
      Integer position,
      String modelVersion,
      String experiment,
      String arm,
      String day,
      long customers,
      long shown,
      long seen,
      long clicked,
      long added,
      long ordered,
      Rate clickThrough,
      Rate clickThroughOfSeen,
      Rate addToBasket,
      Rate conversion,
      List<Revenue> revenue) {
    public Row {
      revenue = List.copyOf(revenue);
    }
  }

  /**
   * What the ordered items cost, less what was given back.
   *
   * @param perShown for each item shown, with its bootstrap interval
   */
  public record Revenue(String currency, BigDecimal total, Bootstrap.Interval perShown) {}
}
