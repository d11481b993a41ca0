package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.learning.predictor.Plan;
import java.time.Instant;
import java.util.Set;

/**
 * A training as it was asked for and checked: the parameters of its job.
 *
 * @param predictor its name
 * @param source where rows come from
 * @param plan what is learned, and how
 * @param categories columns that are categories though they look like numbers
 * @param ignore columns that are not learned from
 * @param cut for customers: the moment up to which they are described in the rows that the model is
 *     measured on, null for as late as can be
 */
record Order(
    String predictor,
    Source source,
    Plan plan,
    Set<String> categories,
    Set<String> ignore,
    Instant cut) {
  /** Where rows come from. */
  enum Source {
    FILE,
    CUSTOMERS
  }

  Order {
    categories = categories == null ? Set.of() : Set.copyOf(categories);
    ignore = ignore == null ? Set.of() : Set.copyOf(ignore);
  }

  static Order of(ObjectNode params) {
    return EventJson.mapper().convertValue(params, Order.class);
  }

  @JsonIgnore
  ObjectNode toParams() {
    return EventJson.mapper().valueToTree(this);
  }
}
