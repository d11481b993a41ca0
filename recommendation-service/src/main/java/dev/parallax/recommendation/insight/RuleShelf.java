package dev.parallax.recommendation.insight;

import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.RuleSource;
import dev.parallax.recommendation.rulebook.RuleBook;
import dev.parallax.recommendation.rulebook.RuleBooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that are shown: those of the newest book; or those that the model was learned with,
 * where it knows more orders than a book made before it, which is so for a minute after a training
 * at most.
 */
@ApplicationScoped
class RuleShelf {
  private final RuleBooks books;
  private final ModelRegistry registry;
  private final Map<RuleSource, RuleList> rules = new EnumMap<>(RuleSource.class);
  private final Map<RuleSource, ItemsetList> itemsets = new EnumMap<>(RuleSource.class);
  private String model;
  private Instant modelSince;

  RuleShelf(RuleBooks books, ModelRegistry registry) {
    this.books = books;
    this.registry = registry;
  }

  /** Empty before the first mining or training. */
  synchronized Optional<RuleList> rules(RuleSource source, Offer offer) {
    Optional<RuleBook> book = books.current(source);
    boolean byModel = source == RuleSource.BASKETS && knowsMore(offer, book);
    if (!byModel && book.isEmpty()) {
      return Optional.empty();
    }
    Object origin = byModel ? offer.model() : book.get();
    RuleList known = rules.get(source);
    if (known == null || !known.isOf(origin)) {
      known = byModel ? RuleList.of(offer) : RuleList.of(book.get());
      rules.put(source, known);
    }
    return Optional.of(known);
  }

  /** Empty before the first mining. */
  synchronized Optional<ItemsetList> itemsets(RuleSource source) {
    Optional<RuleBook> book = books.current(source);
    if (book.isEmpty()) {
      return Optional.empty();
    }
    ItemsetList known = itemsets.get(source);
    if (known == null || !known.isOf(book.get())) {
      known = new ItemsetList(book.get());
      itemsets.put(source, known);
    }
    return Optional.of(known);
  }

  private boolean knowsMore(Offer offer, Optional<RuleBook> book) {
    List<AssociationRule> learned = offer.model().rules();
    if (book.isEmpty() || learned.isEmpty()) {
      return !learned.isEmpty();
    }
    return learned.getFirst().baskets() > book.get().mined().baskets()
        && since(offer.version()).isAfter(book.get().readAt());
  }

  private Instant since(String version) {
    if (!version.equals(model)) {
      modelSince = registry.find(version).map(StoredModel::createdAt).orElse(Instant.EPOCH);
      model = version;
    }
    return modelSince;
  }
}
