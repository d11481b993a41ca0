package dev.parallax.recommendation.offer;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.behaviour.PopularityReader;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.ranking.Blend;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final RecommendationModel NOTHING =
      new RecommendationModel(
          List.of(),
          List.of(),
          new SparseMatrix(0, new int[1], new int[0], new float[0]),
          Blend.POPULAR_ONLY,
          Blend.POPULAR_ONLY);

  private final TrendReader trendReader;
  private final PopularityReader popularity;
  private final Catalog catalog;
  private final Champion<RecommendationModel> champion;
  private final ModelRegistry registry;
  private final OfferConfig config;
  private final Clock clock;

  private final Variants variants;
  private volatile Offer current;
  private volatile Set<Variant> wanted = Set.of();
  private volatile Map<Variant, Offer> varied = Map.of();
  private Set<Variant> variedFor;
  private Offer.Trends trends;
  private Assortment assortment;
  private long catalogVersion = -1;
  private long writesSeen = -1;
  private Instant nextCount = Instant.EPOCH;

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
    this.variants = new Variants(registry, trendReader);
    this.config = config;
    this.clock = clock;
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

  /** Says which variants are to be kept ready beside what serves; within half a second they are. */
  public void want(Set<Variant> variants) {
    wanted = Set.copyOf(variants);
  }

  @Scheduled(every = "0.5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.warnf("offer not refreshed cause=%s", e.getClass().getSimpleName());
    }
  }

  /** Takes a model that was promoted just now into service without waiting for the next look. */
  public void promoted() {
    champion.refresh(registry);
    look();
  }

  private synchronized void look() {
    if (current == null) {
      champion.refresh(registry); // Not popularity for a second when there is a model.
      catalog.look();
    }
    Optional<Champion.Loaded<RecommendationModel>> loaded = champion.current();
    Catalog.Snapshot items = catalog.current();
    Assortment serving = assortment;
    if (serving == null
        || items.version() != catalogVersion
        || loaded.isPresent() && loaded.get().model() != serving.model()) {
      serving =
          Assortment.of(loaded.map(Champion.Loaded::model).orElse(NOTHING), items, assortment);
    }
    boolean newTrends = serving != assortment || trends == null || isCountDue();
    if (newTrends) {
      count(serving.items());
    }
    if (newTrends || items.version() != catalogVersion) {
      String version =
          loaded
              .map(Champion.Loaded::version)
              .orElseGet(() -> "popularity-" + STAMP.format(trends.readAt()));
      current = new Offer(version, serving, trends, items);
      assortment = serving;
      catalogVersion = items.version();
      variedFor = null;
    }
    Set<Variant> now = wanted;
    if (!now.equals(variedFor)) {
      varied =
          variants.make(now, new Variants.Serving(current, assortment, trends), items, newTrends);
      variedFor = now;
    }
  }

  /** Whether popularity is due to be counted again. */
  private boolean isCountDue() {
    Instant now = clock.instant();
    if (now.isBefore(nextCount)) {
      return false;
    }
    long writes = popularity.writes();
    boolean due = writes != writesSeen || now.isAfter(trends.readAt().plus(LONGEST_UNCHECKED));
    writesSeen = writes;
    return due;
  }

  private void count(List<String> known) {
    Instant start = clock.instant();
    trends = trendReader.read(known);
    Duration took = Duration.between(start, clock.instant());
    Duration pause = took.multipliedBy(PART_OF_TIME);
    nextCount =
        clock.instant().plus(pause.compareTo(config.refresh()) > 0 ? pause : config.refresh());
  }
}
