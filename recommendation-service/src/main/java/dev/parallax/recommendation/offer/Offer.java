package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.time.Instant;
import java.util.BitSet;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * What can be offered at one moment; never changes, is replaced as a whole. Items are numbered:
 * first those the model knows, then others that somebody touched.
 */
public final class Offer {
  private final String version;
  private final RecommendationModel model;
  private final ItemNumbers numbers;
  private final Ranker ranker;
  private final Trends trends;
  private final Catalog.Snapshot catalog;
  private final BitSet offered;
  private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();

  /**
   * What is popular.
   *
   * @param since orders from then on are counted
   * @param overall for everybody
   * @param segments for the members of each segment alone
   * @param mixed each segment's with a part of everybody's
   */
  record Trends(
      ItemNumbers numbers,
      Instant since,
      Instant readAt,
      Popularity overall,
      Map<String, Popularity> segments,
      Map<String, Popularity> mixed) {}

  Offer(
      String version,
      RecommendationModel model,
      Ranker ranker,
      Trends trends,
      Catalog.Snapshot catalog) {
    this.version = version;
    this.model = model;
    this.numbers = trends.numbers();
    this.ranker = ranker;
    this.trends = trends;
    this.catalog = catalog;
    this.offered = new BitSet(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      offered.set(i, catalog.find(numbers.id(i)).map(CatalogItem::offered).orElse(false));
    }
  }

  /** What answers call {@code modelVersion}. */
  public String version() {
    return version;
  }

  /** Whether anything beside popularity was learned. */
  public boolean isLearned() {
    return !model.items().isEmpty();
  }

  /** The model that serves; one without items before the first. */
  public RecommendationModel model() {
    return model;
  }

  public Catalog.Snapshot catalog() {
    return catalog;
  }

  /** An item's number, or {@link ItemNumbers#UNKNOWN} where nobody has touched it. */
  public int number(String itemId) {
    return numbers.find(itemId);
  }

  public String id(int number) {
    return numbers.id(number);
  }

  /** The item's name, its id where the catalog does not have it. */
  public String name(int number) {
    return catalog.find(id(number)).map(CatalogItem::name).orElse(id(number));
  }

  /** Whether it is in the catalog, a product, and can be bought now. */
  public boolean offers(int number) {
    return offered.get(number);
  }

  public Ranker ranker() {
    return ranker;
  }

  public Blend blend(boolean forBasket) {
    return forBasket ? model.basketBlend() : model.customerBlend();
  }

  public Popularity overall() {
    return trends.overall();
  }

  /** The segment's alone; empty for one of whose members nothing is known. */
  public Popularity segment(String segmentId) {
    return trends.segments().get(segmentId);
  }

  /** What ranks a member of the segment: the segment's with a part of everybody's. */
  public Popularity mixed(String segmentId) {
    Popularity mixed = segmentId == null ? null : trends.mixed().get(segmentId);
    return mixed == null ? trends.overall() : mixed;
  }

  /** From when on the orders of popularity are counted. */
  public Instant popularSince() {
    return trends.since();
  }

  /** Lends room to score in for the length of the call. */
  public <T> T withScratch(Function<Scratch, T> work) {
    Scratch scratch = scratches.poll();
    if (scratch == null) {
      scratch = ranker.scratch(numbers.size());
    }
    T answer = work.apply(scratch);
    scratches.add(scratch); // Not after an exception: it may be half filled.
    return answer;
  }
}
