package dev.parallax.local.shop.truth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.parallax.local.shop.ShopPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The hidden side of a told life. No service reads it.
 *
 * @param plan decides everything else
 * @param before counts of the suite before the first word, so that a second telling of the same
 *     plan, or one that was broken off, knows what to wait for
 * @param kinds by userId
 * @param refusedAnalytics userIds of those who do not want to be analysed
 * @param refusedPersonalization userIds of those who do not want personal recommendations
 * @param affinities item ids that are bought together
 * @param frauds transaction ids, by kind of fraud
 * @param heldOutFrom payments from here on were scored by a model that never saw them
 * @param overlooked the category that is wanted and barely offered
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DemoTruth(
    ShopPlan plan,
    Map<String, Long> before,
    Map<String, String> kinds,
    List<String> refusedAnalytics,
    List<String> refusedPersonalization,
    List<List<String>> affinities,
    Map<String, List<String>> frauds,
    Instant heldOutFrom,
    String overlooked) {

  public DemoTruth {
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(heldOutFrom, "heldOutFrom");
    Objects.requireNonNull(overlooked, "overlooked");
    before = Map.copyOf(before);
    kinds = Map.copyOf(kinds);
    refusedAnalytics = List.copyOf(refusedAnalytics);
    refusedPersonalization = List.copyOf(refusedPersonalization);
    affinities = List.copyOf(affinities);
    frauds = Map.copyOf(frauds);
  }
}
