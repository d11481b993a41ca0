package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.merchandising.Arrangement;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranking.Emphasis;
import dev.parallax.recommendation.tact.CategoryPolicies;
import dev.parallax.recommendation.tact.Restraint;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * Which items may be in one list, and how their scores are changed: stock and price band, what is
 * bought or at hand already, what the customer turned down or is tired of, quiet and sensitive
 * categories, the marketers' rules.
 */
final class Allowance implements Emphasis {
  /** A search is the customer's own wish: what they turned down is last there, and not gone. */
  private static final double TURNED_DOWN_IN_SEARCH = 0.1;

  private static final double OTHER_CATEGORY_BESIDE_SIMILAR = 0.25;
  private static final double SAME_CATEGORY_BESIDE_COMPLEMENTS = 0.1;
  private static final double OTHER_CATEGORY_WITHOUT_CONSENT = 0.01;

  private final Offer offer;
  private final Question question;
  private final Asker asker;
  private final CategoryPolicies policies;
  private final Arrangement arrangement;
  private final Restraint restraint;
  private final String categoryAtHand;
  private final BitSet excluded = new BitSet();
  private BitSet only;

  Allowance(
      Offer offer,
      Question question,
      Asker asker,
      CategoryPolicies policies,
      Arrangement arrangement,
      Restraint restraint) {
    this.offer = offer;
    this.question = question;
    this.asker = asker;
    this.policies = policies;
    this.arrangement = arrangement;
    this.restraint = restraint;
    this.categoryAtHand =
        question.itemId() == null
            ? null
            : offer.catalog().find(question.itemId()).map(CatalogItem::category).orElse(null);
    exclude(question.basket());
    exclude(question.exclude());
    if (question.itemId() != null) {
      exclude(List.of(question.itemId()));
    }
  }

  /** What is bought and not due again, unless it is searched for; what was turned down. */
  void excludeOwn(Causes causes) {
    if (question.isSearch()) {
      return;
    }
    asker
        .history()
        .forEach(
            (id, tally) -> {
              int item = offer.number(id);
              if (item != ItemNumbers.UNKNOWN
                  && tally.everBought()
                  && causes.due(item, tally) == 0) {
                excluded.set(item);
              }
            });
    exclude(asker.past().dismissals().items());
  }

  private void exclude(Collection<String> ids) {
    for (String id : ids) {
      int item = offer.number(id);
      if (item != ItemNumbers.UNKNOWN) {
        excluded.set(item);
      }
    }
  }

  /** From then on no others are let through. */
  void allowOnly(BitSet items) {
    only = items;
  }

  /** No factor is above it. */
  double most() {
    return arrangement.most();
  }

  @Override
  public double factor(int item) {
    if (excluded.get(item) || only != null && !only.get(item)) {
      return 0;
    }
    CatalogItem of = offer.item(item);
    if (of == null || !question.filter().accepts(of) || isKeptBack(of)) {
      return 0;
    }
    double factor = arrangement.factor(item);
    return factor == 0 ? 0 : factor * nearness(of.category()) * wanted(of) * freshness(of.itemId());
  }

  private boolean isKeptBack(CatalogItem of) {
    return policies.isQuiet(of.category(), question.context())
        || isSensitive(of) && !isLookedFor(of)
        || !question.isSearch() && asker.past().dismissals().categories().contains(of.category());
  }

  /** Whether nothing may be inferred from it, nor it from anything. */
  boolean isSensitive(CatalogItem of) {
    return policies.isSensitive(of.category());
  }

  private boolean isLookedFor(CatalogItem of) {
    return question.isSearch() || question.context() == Context.PRODUCT && isOfCategoryAtHand(of);
  }

  /** Whether it is of the category of the item at hand, where there is one. */
  boolean isOfCategoryAtHand(CatalogItem of) {
    return of.category().equals(categoryAtHand);
  }

  /** Less than 1 for what was turned down and is there all the same. */
  double wanted(CatalogItem of) {
    return question.isSearch()
            && (asker.past().dismissals().items().contains(of.itemId())
                || asker.past().dismissals().categories().contains(of.category()))
        ? TURNED_DOWN_IN_SEARCH
        : 1;
  }

  /** Less than 1 for what was shown often without notice, 0 for too often. */
  double freshness(String itemId) {
    return question.isSearch() ? 1 : restraint.factor(itemId);
  }

  /** On how many visits the item was shown without notice. */
  int visits(String itemId) {
    return restraint.visits(itemId);
  }

  /** Beside an item: whether the category is what is wanted. */
  double nearness(String category) {
    if (categoryAtHand == null || question.context() != Context.PRODUCT) {
      return 1;
    }
    boolean same = category.equals(categoryAtHand);
    if (!asker.isPersonal() || policies.isSensitive(categoryAtHand)) {
      return same ? 1 : OTHER_CATEGORY_WITHOUT_CONSENT;
    }
    return switch (question.relation()) {
      case ANY -> 1;
      case SIMILAR -> same ? 1 : OTHER_CATEGORY_BESIDE_SIMILAR;
      case COMPLEMENTS -> same ? SAME_CATEGORY_BESIDE_COMPLEMENTS : 1;
    };
  }

  Arrangement arrangement() {
    return arrangement;
  }
}
