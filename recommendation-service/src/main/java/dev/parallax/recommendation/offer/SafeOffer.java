package dev.parallax.recommendation.offer;

import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.tact.ActivePolicies;
import jakarta.enterprise.context.ApplicationScoped;

/** What there is to offer, once it is known too what must not be inferred from it. */
@ApplicationScoped
public class SafeOffer {
  private static final int RETRY_SECONDS = 2;

  private final Offers offers;
  private final ActivePolicies policies;

  SafeOffer(Offers offers, ActivePolicies policies) {
    this.offers = offers;
    this.policies = policies;
  }

  /**
   * As it stands.
   *
   * @throws RuntimeException a 503 problem before the store was read once
   */
  public Offer current() {
    if (!policies.isKnown()) {
      policies.refresh(); // Without them, what must not be inferred would be.
    }
    return offers
        .current()
        .filter(offer -> policies.isKnown())
        .orElseThrow(
            () ->
                Problems.unavailable(
                    "the service has just started and has not read its store yet", RETRY_SECONDS));
  }
}
