package dev.parallax.recommendation.offer;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.behaviour.PopularityReader;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.pace.Pace;
import dev.parallax.recommendation.ranking.Blend;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps the {@link Offer} up to date, aside from the requests: a new model, a changed catalog or
 * new behaviour replaces it. When the store is away the one before goes on.
 */
@ApplicationScoped
public class Offers {
  /** The name of our models in the registry. */
  public static final String MODEL = "items";

  private static final Logger LOG = Logger.getLogger(Offers.class);
  private static final Duration LONGEST_UNCHECKED = Duration.ofMinutes(5);
  private static final int PART_OF_TIME = 10;

  /** The same of words: what is new in the catalog waits for them, sold out it is at once. */
  private static final int PART_OF_TIME_FOR_WORDS = 3;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final RecommendationModel NOTHING =
      new RecommendationModel(
          List.of(), List.of(), SparseMatrix.empty(0), Blend.POPULAR_ONLY, Blend.POPULAR_ONLY);

  private final TrendReader trendReader;
  private final PopularityReader popularity;
  private final Catalog catalog;
  private final Champion<RecommendationModel> champion;
  private final ModelRegistry registry;
  private final Clock clock;
  private final Variants variants;
  private volatile Offer current;
  private volatile Set<Variant> wanted = Set.of();
  private volatile Map<Variant, Offer> varied = Map.of();
  private Set<Variant> variedFor;
  private Trends trends;
  private Assortment assortment;
  private Catalog.Snapshot wordsRead;
  private long nextWords = System.nanoTime();

  /** Of the count alone, which is one at a time. */
  private final Pace pace;

  private long writesSeen = -1;

  Offers(
      TrendReader trendReader,
      PopularityReader popularity,
      Catalog catalog,
      Champions champions,
      ModelRegistry registry,
      OfferConfig config,
      Clock clock) {
    this.trendReader = trendReader;
    this.popularity = popularity;
    this.catalog = catalog;
    this.champion = champions.follow(MODEL, (model, bytes) -> ModelCodec.read(bytes));
    this.registry = registry;
    this.variants = new Variants(registry);
    this.clock = clock;
    this.pace = new Pace(clock, config.refresh(), PART_OF_TIME);
  }

  /** As it stands; empty until the store was read once after the start. */
  public Optional<Offer> current() {
    return Optional.ofNullable(current);
  }

  /**
   * The same with what a variant has otherwise; empty where the variant is not wanted, not made
   * yet, or its model is gone.
   */
  public Optional<Offer> varied(Variant variant) {
    return Optional.ofNullable(varied.get(variant));
  }

  /** Says which variants are to be kept ready beside what serves; within a second they are. */
  public void want(Set<Variant> variants) {
    wanted = Set.copyOf(variants);
  }

  /** In one, so that what changed in the store is offered a second later at most. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      catalog.refresh();
      champion.refresh(registry);
      look();
    } catch (RuntimeException e) {
      LOG.warnf("offer not refreshed cause=%s", e.getClass().getSimpleName());
    }
  }

  /**
   * Counts popularity where that is due. Apart from {@link #refresh}: what is sold out must not be
   * offered until a count of half a year has ended, or for good where one fails.
   */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void count() {
    try {
      if (pace.isDue()) {
        long writes = popularity.writes();
        if (isCountDue(writes)) {
          pace.run(this::countNow);
          writesSeen = writes;
        }
      }
    } catch (RuntimeException e) {
      LOG.warnf("popularity not counted cause=%s", e.getClass().getSimpleName());
    }
  }

  private void countNow() {
    Assortment of = known();
    take(trendReader.read(of == null ? List.of() : of.items()), of);
  }

  private synchronized boolean isCountDue(long writes) {
    return trends == null
        || writes != writesSeen
        || clock.instant().isAfter(trends.readAt().plus(LONGEST_UNCHECKED));
  }

  private synchronized Assortment known() {
    return assortment;
  }

  private synchronized void take(Trends counted, Assortment by) {
    trends = assortment == by ? counted : counted.over(assortment.items());
    look();
  }

  /** Takes a model that was promoted just now into service without waiting for the next look. */
  public void promoted() {
    champion.refresh(registry);
    look();
  }

  private synchronized void look() {
    if (trends == null) {
      return; // The first count is on its way.
    }
    if (current == null) {
      champion.refresh(registry); // Not popularity for a second when there is a model.
      catalog.look();
    }
    Optional<Champion.Loaded<RecommendationModel>> loaded = champion.current();
    Catalog.Snapshot items = catalog.current();
    Assortment serving = assortment(loaded.map(Champion.Loaded::model).orElse(NOTHING), items);
    Trends popular = serving == assortment ? trends : trends.over(serving.items());
    if (current == null || !current.isOf(serving, popular, items)) {
      String version =
          loaded
              .map(Champion.Loaded::version)
              .orElseGet(() -> "popularity-" + STAMP.format(popular.readAt()));
      current = new Offer(version, serving, popular, items);
      assortment = serving;
      trends = popular;
      variedFor = null;
    }
    Set<Variant> now = wanted;
    if (!now.equals(variedFor)) {
      varied = variants.make(now, new Variants.Serving(current, assortment, trends), items);
      variedFor = now;
    }
  }

  /** An index of words takes seconds at a hundred thousand items: not with each that changes. */
  private Assortment assortment(RecommendationModel model, Catalog.Snapshot items) {
    long start = System.nanoTime();
    boolean sameModel = assortment != null && assortment.model() == model;
    if (sameModel && (items == wordsRead || start - nextWords < 0)) {
      return assortment;
    }
    Assortment made = Assortment.of(model, items, assortment);
    wordsRead = items;
    nextWords = start + (System.nanoTime() - start) * PART_OF_TIME_FOR_WORDS;
    return made;
  }
}
