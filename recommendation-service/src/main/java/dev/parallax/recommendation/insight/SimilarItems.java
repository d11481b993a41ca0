package dev.parallax.recommendation.insight;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.content.Cold;
import dev.parallax.recommendation.content.TextIndex;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import dev.parallax.recommendation.offer.Offer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What is like an item: first what the same customers like, then, where that is not enough, what
 * its texts say. So a new item has neighbours too, and is one. Not mixed by similarity: how alike
 * texts are says nothing of how many customers two items share.
 */
final class SimilarItems {
  /** Some of them cannot be bought, or are told of already. */
  private static final int MOST_ALIKE = 500;

  private final Offer offer;
  private final String id;
  private final int number;
  private final IntPredicate told;
  private final List<SimilarItem> found = new ArrayList<>();
  private final Set<Integer> known = new HashSet<>();

  private SimilarItems(Offer offer, String id, IntPredicate told) {
    this.offer = offer;
    this.id = id;
    this.number = offer.number(id);
    this.told = told;
  }

  /**
   * @param told which items may be told of
   */
  static List<SimilarItem> of(Offer offer, String id, int size, IntPredicate told) {
    SimilarItems similar = new SimilarItems(offer, id, told);
    similar.learned(size);
    if (similar.found.size() < size) {
      similar.byContent(size);
    }
    return similar.found;
  }

  private void learned(int size) {
    SparseMatrix similar = offer.model().similar();
    if (number < 0 || number >= similar.rows()) {
      return;
    }
    TopK top = new TopK(size);
    for (int p = similar.from(number); p < similar.to(number); p++) {
      if (isTold(similar.column(p))) {
        top.offer(similar.column(p), similar.value(p));
      }
    }
    top.sortByScore();
    int[] items = top.items();
    float[] scores = top.scores();
    for (int i = 0; i < items.length; i++) {
      add(items[i], scores[i], "learned");
    }
  }

  private void byContent(int size) {
    TextIndex.Hits hits = offer.texts().similar(id, MOST_ALIKE);
    for (int h = 0; h < hits.size() && found.size() < size; h++) {
      float similarity = hits.scores()[h];
      if (similarity < Cold.LEAST) {
        return; // Best first: so are all that follow.
      }
      int item = offer.number(offer.texts().id(hits.documents()[h]));
      if (item >= 0 && isTold(item)) {
        add(item, similarity, "content");
      }
    }
  }

  private boolean isTold(int item) {
    return offer.offers(item) && told.test(item) && !known.contains(item);
  }

  private void add(int item, double similarity, String source) {
    known.add(item);
    CatalogItem like = offer.item(item);
    found.add(
        new SimilarItem(
            like.itemId(), like.name(), like.category(), similarity, source, reason(source)));
  }

  private Phrase reason(String source) {
    CatalogItem item = offer.catalog().find(id).orElse(null);
    String name = item == null ? id : item.name();
    return source.equals("learned")
        ? new Phrase("liked by those who like " + name, "喜欢「" + name + "」的顾客也喜欢它")
        : new Phrase(
            "its name, category and price are like those of " + name, "名称、品类和价格与「" + name + "」相近");
  }
}
