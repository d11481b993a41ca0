package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.content.Cold;
import dev.parallax.recommendation.content.TextIndex;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The ranker of a model over all items of a catalog, and the index of its texts: what is costly to
 * make, and stays as it is while only stock and popularity change.
 */
final class Assortment {
  /** Likeness of texts against learned similarity: half of it, until customers have spoken. */
  private static final double TRUST_IN_TEXTS = 0.5;

  private final RecommendationModel model;
  private final ItemNumbers numbers;
  private final TextIndex index;
  private final List<CatalogItem> texts;
  private final Cold cold;
  private final Ranker ranker;

  /** The last, of those that are weighed otherwise, too. */
  private final AtomicReference<Shelf> shelf;

  private Assortment(
      RecommendationModel model, ItemNumbers numbers, TextIndex index, List<CatalogItem> texts) {
    this.model = model;
    this.numbers = numbers;
    this.index = index;
    this.texts = texts;
    this.cold = Cold.of(model.similar(), index, numbers, TRUST_IN_TEXTS);
    this.ranker = new Ranker(cold.similar(), model.rules());
    this.shelf = new AtomicReference<>();
  }

  private Assortment(RecommendationModel model, Assortment of) {
    this.model = model;
    this.numbers = of.numbers;
    this.index = of.index;
    this.texts = of.texts;
    this.cold = of.cold;
    this.ranker = of.ranker;
    this.shelf = of.shelf;
  }

  /**
   * @param before what there was, null at first; what still holds of it is kept
   */
  static Assortment of(RecommendationModel model, Catalog.Snapshot catalog, Assortment before) {
    List<CatalogItem> texts =
        catalog.items().values().stream()
            .filter(CatalogItem::product)
            .sorted(Comparator.comparing(CatalogItem::itemId))
            .toList();
    boolean sameModel = before != null && before.model == model;
    boolean sameTexts = before != null && saysTheSame(texts, before.texts);
    if (sameModel && sameTexts) {
      return before;
    }
    ItemNumbers numbers = sameModel ? copy(before.numbers) : new ItemNumbers(model.items());
    texts.forEach(item -> numbers.number(item.itemId()));
    TextIndex index = sameTexts ? before.index : TextIndex.of(texts);
    return new Assortment(model, numbers, index, texts);
  }

  /** Another model over the same catalog. */
  Assortment with(RecommendationModel other) {
    ItemNumbers own = new ItemNumbers(other.items());
    texts.forEach(item -> own.number(item.itemId()));
    return new Assortment(other, own, index, texts);
  }

  /** The same with its sources weighed otherwise; costs nothing. */
  Assortment weighed(Blend blend) {
    return new Assortment(
        new RecommendationModel(
            model.items(), model.rules(), model.similar(), blend, blend, model.recipe()),
        this);
  }

  private static boolean saysTheSame(List<CatalogItem> one, List<CatalogItem> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      CatalogItem a = one.get(i);
      CatalogItem b = other.get(i);
      if (a != b
          && !(a.itemId().equals(b.itemId())
              && a.name().equals(b.name())
              && a.category().equals(b.category())
              && a.attributes().equals(b.attributes()))) {
        return false;
      }
    }
    return true;
  }

  private static ItemNumbers copy(ItemNumbers numbers) {
    return new ItemNumbers(ids(numbers));
  }

  private static List<String> ids(ItemNumbers numbers) {
    List<String> ids = new ArrayList<>(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      ids.add(numbers.id(i));
    }
    return ids;
  }

  /** The model's items first, then the catalog's. */
  List<String> items() {
    return ids(numbers);
  }

  /** What a catalog says of the items. */
  Shelf shelf(Catalog.Snapshot catalog) {
    Shelf known = shelf.get();
    if (known == null || !known.isOf(catalog)) {
      known = new Shelf(numbers, catalog);
      shelf.set(known);
    }
    return known;
  }

  RecommendationModel model() {
    return model;
  }

  TextIndex index() {
    return index;
  }

  Ranker ranker() {
    return ranker;
  }

  boolean isCold(int item) {
    return cold.isCold(item);
  }
}
