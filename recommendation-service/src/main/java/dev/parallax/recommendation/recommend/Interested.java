package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.tact.CategoryPolicies;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a list is made from: what is at hand in full, of a visit the last items most (linear decay
 * by position, as in Ludewig and Jannach 2018), of the past each item by preference and recency.
 * Nothing that is sensitive, and nothing at all without consent.
 */
final class Interested {
  private final Offer offer;
  private final Question question;
  private final Asker asker;
  private final CategoryPolicies policies;
  private final Interests.Builder builder = Interests.builder();
  private final Set<String> counted = new HashSet<>();

  private Interested(Offer offer, Question question, Asker asker, CategoryPolicies policies) {
    this.offer = offer;
    this.question = question;
    this.asker = asker;
    this.policies = policies;
  }

  /**
   * @param decay of the past
   * @param besideAnother how much the past counts beside what is at hand
   */
  static Interests of(
      Offer offer,
      Question question,
      Asker asker,
      CategoryPolicies policies,
      TimeDecay decay,
      double besideAnother) {
    if (!asker.isPersonal()) {
      return Interests.NONE;
    }
    Interested interested = new Interested(offer, question, asker, policies);
    interested.addAtHand();
    interested.addSession();
    interested.addPast(decay, question.isAboutSomething() ? besideAnother : 1);
    return interested.builder.build();
  }

  private void addAtHand() {
    question.basket().forEach(id -> add(id, 1, 1));
    if (question.itemId() != null && !isOnlyKnownByText()) {
      add(question.itemId(), question.basket().isEmpty() ? 1 : 2, 1);
    }
  }

  /** What goes with an item nothing was learned of is not what is like it. */
  private boolean isOnlyKnownByText() {
    int at = offer.number(question.itemId());
    return question.relation() == Relation.COMPLEMENTS
        && at != ItemNumbers.UNKNOWN
        && offer.isCold(at);
  }

  private void addSession() {
    List<String> session = question.session();
    for (int place = session.size() - 1; place >= 0; place--) {
      add(session.get(place), 1, (place + 1.0) / session.size());
    }
  }

  private void addPast(TimeDecay decay, double share) {
    Map<String, Tally> history = asker.history();
    long newest = history.values().stream().mapToLong(Tally::last).max().orElse(0);
    for (Map.Entry<String, Tally> one : history.entrySet()) {
      double recency = decay.weight(one.getValue().last(), newest);
      add(one.getKey(), one.getValue().preference(), share * recency);
    }
  }

  /** What was counted for a better cause before does not count again. */
  private void add(String id, double preference, double recency) {
    int number = offer.number(id);
    if (number == ItemNumbers.UNKNOWN || !counted.add(id)) {
      return;
    }
    CatalogItem item = offer.item(number);
    // Of one that is gone nobody knows by now whether it was sensitive.
    if (item == null ? policies.isEmpty() : !policies.isSensitive(item.category())) {
      builder.add(number, preference, recency);
    }
  }

  /** On a visit the past fades within the hour. */
  static TimeDecay decay(Context context, ServingConfig config) {
    return new TimeDecay(
        context == Context.SESSION ? config.sessionHalfLife() : config.interestHalfLife());
  }
}
