package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.content.TextIndex;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import java.time.Instant;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * What can be offered at one moment; never changes, is replaced as a whole. Items are numbered:
 * first those the model knows, then the catalog's others, then what else somebody touched.
 */
public final class Offer {
  /** Two mugs are as alike as two things that the same people buy. */
  private static final double SAME_CATEGORY = 0.2;

  private final String version;
  private final Assortment assortment;
  private final RecommendationModel model;
  private final ItemNumbers numbers;
  private final Ranker ranker;
  private final Trends trends;
  private final Shelf shelf;
  private final CatalogItem[] items;
  private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();

  /**
   * @param trends by the numbers of the assortment, and more after them
   */
  Offer(String version, Assortment assortment, Trends trends, Catalog.Snapshot catalog) {
    this.version = version;
    this.assortment = assortment;
    this.model = assortment.model();
    this.numbers = trends.numbers();
    this.ranker = assortment.ranker();
    this.trends = trends;
    this.shelf = assortment.shelf(catalog);
    this.items = shelf.items(numbers);
  }

  boolean isOf(Assortment otherAssortment, Trends otherTrends, Catalog.Snapshot otherCatalog) {
    return assortment == otherAssortment && trends == otherTrends && shelf.isOf(otherCatalog);
  }

  /** What answers call {@code modelVersion}. */
  public String version() {
    return version;
  }

  /** The model that serves; one without items before the first. */
  public RecommendationModel model() {
    return model;
  }

  public Catalog.Snapshot catalog() {
    return shelf.catalog();
  }

  /** What the catalog says of its items, the same while only popularity changes. */
  public Shelf shelf() {
    return shelf;
  }

  /** An item's number, or {@link ItemNumbers#UNKNOWN} where nobody has touched it. */
  public int number(String itemId) {
    return numbers.find(itemId);
  }

  public String id(int number) {
    return numbers.id(number);
  }

  /** How many items have a number. */
  public int size() {
    return items.length;
  }

  /** The item as the catalog has it, null where it does not. */
  public CatalogItem item(int number) {
    return items[number];
  }

  /** The item's name, its id where the catalog does not have it. */
  public String name(int number) {
    return items[number] == null ? id(number) : items[number].name();
  }

  /** Whether what is said to be like it is so by its texts alone. */
  public boolean isCold(int number) {
    return assortment.isCold(number);
  }

  /** What the words of the catalog match; its documents are {@link #number}ed by their ids. */
  public TextIndex texts() {
    return assortment.index();
  }

  /** Whether it is in the catalog, a product, and can be bought now. */
  public boolean offers(int number) {
    return shelf.offers(number);
  }

  /**
   * How alike two items are, in [0, 1]: liked by the same customers, and in part for being of one
   * category.
   */
  public double likeness(int one, int other) {
    double liked = ranker.likeness(one, other);
    boolean same =
        items[one] != null
            && items[other] != null
            && items[one].category().equals(items[other].category());
    return same ? Math.max(liked, SAME_CATEGORY) : liked;
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

  /** Those of whose members something is known. */
  public Set<String> segments() {
    return Collections.unmodifiableSet(trends.segments().keySet());
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
