package dev.parallax.recommendation.insight;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.tact.ActivePolicies;
import dev.parallax.recommendation.tact.CategoryPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What goes with an item of a sensitive category, or is liked by its buyers, is told to nobody,
 * whoever asks. It is left out when it is told, so that a policy counts at once.
 */
@ApplicationScoped
class Discretion {
  private final ActivePolicies policies;

  Discretion(ActivePolicies policies) {
    this.policies = policies;
  }

  /** Which items are to be kept silent about, by id. */
  Predicate<String> on(Offer offer) {
    CategoryPolicies now = policies.current();
    return now.isEmpty()
        ? item -> false
        : item -> {
          Optional<CatalogItem> known = offer.catalog().find(item);
          return known.isPresent() && now.isSensitive(known.get().category());
        };
  }
}
