package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.behaviour.ResponseReader;
import dev.parallax.recommendation.behaviour.ResponseReader.Response;
import dev.parallax.recommendation.exploration.Belief;
import dev.parallax.recommendation.exploration.Thompson;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Shelf;
import dev.parallax.recommendation.pace.Pace;
import dev.parallax.recommendation.popularity.Popularity;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Keeps the {@link Pools} up to date, aside from the requests. */
@ApplicationScoped
class Explorer {
  private static final Logger LOG = Logger.getLogger(Explorer.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** In a search nothing is there but what was looked for, and a mail is not there to look at. */
  private static final Set<Context> AT_HAND =
      EnumSet.of(Context.HOME, Context.PRODUCT, Context.BASKET, Context.SESSION);

  private static final int PART_OF_TIME = 50;

  /** More in one pool would take each other's chances, and none would be known soon. */
  private static final int MOST = 40;

  private static final int DRAWS = 1_000;

  /** Clicks of those who look, before anything is known: assumed, at the weight of so many. */
  private static final double USUAL = 0.05;

  private static final double USUAL_WEIGHT = 100;
  private static final double STRENGTH = 10;

  private final ResponseReader reader;
  private final Offers offers;
  private final ExplorationConfig config;
  private final Clock clock;
  private final Pace pace;
  private volatile Pools current = Pools.NONE;
  private Map<String, Response> responses = Map.of();
  private volatile Shelf filledFrom;

  Explorer(ResponseReader reader, Offers offers, ExplorationConfig config, Clock clock) {
    this.reader = reader;
    this.offers = offers;
    this.config = config;
    if (!AT_HAND.containsAll(config.contexts())) {
      throw new IllegalArgumentException(
          "parallax.recommendation.exploration.contexts must be of home, product, basket, session");
    }
    this.clock = clock;
    this.pace = new Pace(clock, PAUSE, PART_OF_TIME);
  }

  Pools current() {
    return current;
  }

  /**
   * Once responses were counted, or what can be offered changed. Not with each count of popularity:
   * chances would change with nothing learned.
   */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void refresh() {
    try {
      offers.current().ifPresent(this::refresh);
    } catch (RuntimeException e) {
      LOG.warnf("not known what to try out cause=%s", e.getClass().getSimpleName());
    }
  }

  private void refresh(Offer offer) {
    if (pace.isDue()) {
      pace.run(this::look);
    } else if (offer.shelf() != filledFrom) {
      fill(offer);
    }
  }

  /** Counts and fills now. */
  synchronized void look() {
    responses = reader.read(clock.instant().minus(config.window()));
    offers.current().ifPresent(this::fill);
  }

  private synchronized void fill(Offer offer) {
    filledFrom = offer.shelf();
    double rate = rate();
    List<Integer> fresh = fresh(offer);
    Map<String, List<Pools.Choice>> segments = new HashMap<>();
    for (String segment : new TreeSet<>(offer.segments())) {
      segments.put(segment, pool(offer, offer.mixed(segment), fresh, rate));
    }
    current =
        new Pools(
            pool(offer, null, fresh, rate),
            pool(offer, offer.overall(), fresh, rate),
            segments,
            config.newcomers(),
            config.newItems(),
            config.contexts());
  }

  /** Clicks of those who look, whatever they look at. */
  private double rate() {
    double looks = USUAL_WEIGHT;
    double clicks = USUAL_WEIGHT * USUAL;
    for (Response response : responses.values()) {
      looks += response.looks();
      clicks += response.clicks();
    }
    return Math.clamp(clicks / looks, 0.001, 0.5);
  }

  private Response response(Offer offer, int item) {
    return responses.getOrDefault(offer.id(item), Response.NONE);
  }

  /** New items; of many, each day others, so that the turn of each comes. */
  private List<Integer> fresh(Offer offer) {
    List<Integer> fresh = new ArrayList<>();
    for (int item = 0; item < offer.size(); item++) {
      if (offer.offers(item)
          && offer.overall().orders(item) == 0
          && response(offer, item).looks() < config.looksEnough()) {
        fresh.add(item);
      }
    }
    long day = day();
    fresh.sort(
        Comparator.comparingLong(
            (Integer item) -> new SplittableRandom(offer.id(item).hashCode() + day).nextLong()));
    return fresh.size() > MOST ? fresh.subList(0, MOST) : fresh;
  }

  private long day() {
    return Duration.between(Instant.EPOCH, clock.instant()).toDays();
  }

  /**
   * @param popular what sells is expected to be clicked, by half more or less; null for new items
   *     alone
   */
  private List<Pools.Choice> pool(
      Offer offer, Popularity popular, List<Integer> fresh, double rate) {
    List<Integer> items = new ArrayList<>(fresh);
    if (popular != null) {
      for (int rank = 0; rank < popular.ranked() && items.size() < fresh.size() + MOST; rank++) {
        int item = popular.at(rank);
        if (offer.offers(item) && !fresh.contains(item)) {
          items.add(item);
        }
      }
    }
    List<Belief> beliefs = new ArrayList<>(items.size());
    for (int item : items) {
      Response response = response(offer, item);
      double expected = popular == null ? rate : rate * (0.5 + popular.share(item));
      beliefs.add(Belief.of(expected, STRENGTH, response.clicks(), response.looks()));
    }
    // By the day: with other draws each time, who is drawn would change with nothing learned.
    double[] chances = Thompson.chances(beliefs, DRAWS, new SplittableRandom(day()));
    List<Pools.Choice> pool = new ArrayList<>(items.size());
    for (int i = 0; i < chances.length; i++) {
      int item = items.get(i);
      pool.add(
          new Pools.Choice(offer.id(item), chances[i], i < fresh.size(), response(offer, item)));
    }
    return List.copyOf(pool);
  }
}
