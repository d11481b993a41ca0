package dev.parallax.experience.world;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.feedback.FeedbackGiven.Kind;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A month of a shop with three categories: customers in two segments, visitors who sign in, some
 * who refuse analytics, and a need ("hammock") the shop does not serve. Everything is seeded.
 */
public final class World {
  public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final List<String> CATEGORIES = List.of("Books", "Lighting", "Kitchen");
  static final int ITEMS = 8;

  private static final int CUSTOMERS = 60;
  private static final Duration MONTH = Duration.ofDays(30);

  private final Random random;
  public final List<CatalogItemChanged> catalog = new ArrayList<>();
  public final List<CustomerEvent> events = new ArrayList<>();
  public final List<FeedbackGiven> feedback = new ArrayList<>();
  public final List<RecommendationExposed> exposures = new ArrayList<>();
  public final List<IdentitiesMerged> merges = new ArrayList<>();
  public final List<SegmentMembershipChanged> memberships = new ArrayList<>();
  public final List<CustomerProfileChanged> profiles = new ArrayList<>();

  /** Pseudonym to the customer it turned out to be. */
  final Map<String, String> customerOf = new HashMap<>();

  final Map<String, String> segmentOf = new HashMap<>();
  final Map<String, Boolean> consentOf = new HashMap<>();
  private int orders;

  public World(long seed) {
    random = new Random(seed);
    for (String category : CATEGORIES) {
      IntStream.range(0, ITEMS)
          .forEach(i -> catalog.add(Events.item(category + "-" + i, category, i > 0)));
    }
    IntStream.range(0, CUSTOMERS).forEach(this::customer);
  }

  /** Everything in one list, shuffled, every tenth event twice. */
  public List<ParallaxEvent> shuffled() {
    List<ParallaxEvent> all = new ArrayList<>();
    List.of(catalog, events, feedback, exposures, merges, memberships, profiles)
        .forEach(all::addAll);
    for (int i = 0; i < all.size(); i += 10) {
      all.add(all.get(i));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private void customer(int number) {
    String cid = "c_%032x".formatted(number + 1);
    customerOf.put(cid, cid);
    if (number % 10 != 9) {
      segmentOf.put(cid, number % 2 == 0 ? "readers" : "makers");
      memberships.add(Events.member(cid, segmentOf.get(cid), START));
    }
    if (number % 7 == 0) {
      consentOf.put(cid, number % 2 == 1);
      profiles.add(Events.consent(cid, number % 2 == 1, START));
    }
    int visits = 3 + random.nextInt(6);
    for (int v = 0; v < visits; v++) {
      visit(random.nextInt(3) == 0 ? anonymous(cid, number, v) : cid, number);
    }
    if (random.nextBoolean()) {
      double score = random.nextInt(11);
      feedback.add(Events.feedback(cid, time(), Kind.NPS, score, null, "fine"));
      feedback.add(Events.feedback(cid, time(), Kind.RATING, 1.0 + random.nextInt(5), null, null));
      feedback.add(Events.feedback(cid, time(), Kind.CSAT, 1.0 + random.nextInt(5), null, null));
    }
    if (number % 3 == 0) {
      feedback.add(
          Events.feedback(cid, time(), Kind.COMPLAINT, null, "Hammocks", "why no hammocks?"));
    }
    exposures.add(Events.shown(cid, time(), List.of(item(number), item(number + 1))));
  }

  private String anonymous(String cid, int number, int visit) {
    String visitor = "a_%030x%02x".formatted(number + 1, visit);
    customerOf.put(visitor, cid);
    merges.add(Events.merge(visitor, cid, time()));
    return visitor;
  }

  /** In a third of the visits the page names its session; what the server tells of it does not. */
  private void visit(String cid, int number) {
    Instant at = time();
    String session = random.nextInt(3) == 0 ? cid + "-" + events.size() : null;
    String item = item(number);
    int acts = 1 + random.nextInt(7);
    for (int a = 0; a < acts; a++) {
      at = at.plusSeconds(60L * random.nextInt(40)).plusMillis(1);
      CustomerEvent act = act(cid, at, random.nextInt(4) == 0 ? null : session, item);
      events.add(act);
      if (act.isTrack(CommerceEvents.ORDER_COMPLETED)) {
        toldAgain(act);
      }
    }
    if (random.nextInt(4) == 0) {
      events.add(
          Events.track(
              cid,
              time(),
              CommerceEvents.ORDER_COMPLETED,
              null,
              Events.order("invoice" + orders++, List.of(item))));
    }
  }

  /** By the server at once, which knows the total only, or by a reload within days, corrected. */
  private void toldAgain(CustomerEvent order) {
    String id = order.properties().path("order_id").asText();
    if (random.nextBoolean()) {
      events.add(
          Events.track(
              order.cid(),
              order.occurredAt().plusSeconds(random.nextInt(20) - 10).plusNanos(500_000),
              CommerceEvents.ORDER_COMPLETED,
              null,
              Events.order(id, List.of()).put("total", 5)));
    }
    if (random.nextInt(4) == 0) {
      events.add(
          Events.track(
              order.cid(),
              order.occurredAt().plusSeconds(random.nextInt(200_000)).plusNanos(250_000),
              CommerceEvents.ORDER_COMPLETED,
              random.nextBoolean() ? null : order.cid() + "-reload" + events.size(),
              Events.order(id, List.of("Lighting-1", "Books-1"))));
    }
  }

  private CustomerEvent act(String cid, Instant at, String session, String item) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 ->
          Events.track(cid, at, CommerceEvents.PRODUCT_VIEWED, session, Events.product(item));
      case 3, 4 ->
          Events.track(cid, at, CommerceEvents.PRODUCT_ADDED, session, Events.product(item));
      case 5 -> Events.track(cid, at, CommerceEvents.CHECKOUT_STARTED, session, null);
      case 6 ->
          Events.track(
              cid,
              at,
              CommerceEvents.ORDER_COMPLETED,
              session,
              Events.order("o" + orders++, List.of(item)));
      case 7 ->
          Events.track(
              cid, at, CommerceEvents.PRODUCTS_SEARCHED, session, Events.search("Hammocks!", 0));
      case 8 ->
          Events.track(
              cid,
              at,
              CommerceEvents.PRODUCTS_SEARCHED,
              session,
              Events.search("cheap " + category(item), 4));
      default ->
          Events.track(
              cid, at, CommerceEvents.PRODUCT_ADDED_TO_WISHLIST, session, Events.product(item));
    };
  }

  /** Readers look at books mostly, makers at kitchen things. */
  private String item(int number) {
    String favourite = number % 2 == 0 ? "Books" : "Kitchen";
    String category =
        random.nextInt(3) > 0 ? favourite : CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    return category + "-" + random.nextInt(ITEMS);
  }

  static String category(String item) {
    return item.substring(0, item.indexOf('-'));
  }

  private Instant time() {
    return START.plusMillis((long) (random.nextDouble() * MONTH.toMillis()));
  }
}
