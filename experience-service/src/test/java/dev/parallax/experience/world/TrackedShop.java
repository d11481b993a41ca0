package dev.parallax.experience.world;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Two months of a shop whose pages annoy people: seeded visits, each known by what was meant to
 * happen in it, so that what the service counts can be counted from here without reading an event.
 * In a third of the visits the customer signs in half way; of the orders half are told by the page
 * and half by the server, which knows no session. Rage clicks at the checkout cost orders, and its
 * errors become many in the second month.
 */
public final class TrackedShop {
  public static final Instant BEFORE = Instant.parse("2026-03-02T00:00:00Z");
  public static final Instant FROM = Instant.parse("2026-04-01T00:00:00Z");
  public static final Instant TO = Instant.parse("2026-05-01T00:00:00Z");
  public static final List<String> PAGES = List.of("/", "/search", "/checkout", "/orders/:id");
  public static final List<String> KINDS =
      List.of("rage-click", "dead-click", "form-abandon", "error", "empty-search", "slow-page");

  private static final int CUSTOMERS = 70;
  private static final int REFUSING = 9;

  /** One visit; every page of it knows whether it ended in an order. */
  private static final class Visit {
    private Instant orderedAt;
  }

  /** What happened on one page in one visit. */
  public static final class Stay {
    private final Visit visit;
    private final String customer;
    private final String page;
    private final Instant seenAt;
    private final boolean timed;
    private final Map<String, Instant> hitAt = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();

    private Stay(Visit visit, String customer, String page, Instant seenAt, boolean timed) {
      this.visit = visit;
      this.customer = customer;
      this.page = page;
      this.seenAt = seenAt;
      this.timed = timed;
    }

    public String customer() {
      return customer;
    }

    public String page() {
      return page;
    }

    public Instant seenAt() {
      return seenAt;
    }

    public boolean timed() {
      return timed;
    }

    /** When it first happened; null where it did not. */
    public Instant hit(String kind) {
      return hitAt.get(kind);
    }

    public int times(String kind) {
      return times.getOrDefault(kind, 0);
    }

    /** Whether the visit had not ordered before that moment. */
    public boolean open(Instant at) {
      return visit.orderedAt == null || went(at);
    }

    /** Whether it ordered after that moment. */
    public boolean went(Instant at) {
      return visit.orderedAt != null && !visit.orderedAt.isBefore(at);
    }

    private void count(String kind, Instant at) {
      hitAt.putIfAbsent(kind, at);
      times.merge(kind, 1, Integer::sum);
    }
  }

  private final Random random;
  public final List<CustomerEvent> events = new ArrayList<>();
  public final List<IdentitiesMerged> merges = new ArrayList<>();
  public final List<CustomerProfileChanged> refusals = new ArrayList<>();
  private final List<Stay> stays = new ArrayList<>();
  private final TreeSet<String> refusing = new TreeSet<>();
  private int visits;

  public TrackedShop(long seed) {
    random = new Random(seed);
    for (int number = 1; number <= CUSTOMERS; number++) {
      String cid = "c_%032x".formatted(number);
      if (number % REFUSING == 0) {
        refusing.add(cid);
        refusals.add(Events.consent(cid, false, BEFORE));
      }
      for (int day = random.nextInt(4); day < 60; day += 1 + random.nextInt(9)) {
        visit(cid, BEFORE.plus(Duration.ofDays(day)).plusSeconds(60 * random.nextInt(1_200)));
      }
    }
  }

  /** Everything in one list, shuffled, every tenth twice. */
  public List<ParallaxEvent> shuffled() {
    List<ParallaxEvent> all = new ArrayList<>(events);
    all.addAll(merges);
    all.addAll(refusals);
    for (int i = 0; i < all.size(); i += 10) {
      all.add(all.get(i));
    }
    Collections.shuffle(all, random);
    return all;
  }

  /** Of those who may be counted, that came to the page in the period. */
  public List<Stay> stays(Instant from, Instant to) {
    return stays.stream()
        .filter(stay -> !refusing.contains(stay.customer()))
        .filter(stay -> !stay.seenAt().isBefore(from) && stay.seenAt().isBefore(to))
        .toList();
  }

  private void visit(String cid, Instant start) {
    int number = visits++;
    boolean signsIn = random.nextInt(3) == 0;
    String visitor = "a_%032x".formatted(number + 1);
    if (signsIn) {
      merges.add(Events.merge(visitor, cid, start));
    }
    Visit visit = new Visit();
    boolean raged = false;
    Instant at = start;
    int pages = 1 + random.nextInt(4);
    for (int i = 0; i < pages; i++) {
      String page = PAGES.get(random.nextInt(PAGES.size()));
      String path = page.replace(":id", Integer.toString(10_000 + random.nextInt(90_000)));
      String who = signsIn && i < pages / 2 ? visitor : cid;
      Stay stay = stay(visit, cid, page, at);
      boolean rage = act(stay, new Tracker(who, "s" + number, path), at);
      raged |= rage && page.equals("/checkout");
      at = at.plusSeconds(120 + random.nextInt(300));
    }
    if (random.nextInt(100) < (raged ? 4 : 55)) {
      visit.orderedAt = at;
      String session = random.nextBoolean() ? "s" + number : null;
      events.add(
          Events.track(
              cid,
              at,
              CommerceEvents.ORDER_COMPLETED,
              session,
              Events.order("o" + number, List.of("i1"))));
    }
  }

  /** The same page again in a visit is the same stay. */
  private Stay stay(Visit visit, String customer, String page, Instant at) {
    for (Stay stay : stays) {
      if (stay.visit == visit && stay.page.equals(page)) {
        return stay;
      }
    }
    Stay stay = new Stay(visit, customer, page, at, chance(75));
    stays.add(stay);
    return stay;
  }

  private boolean act(Stay stay, Tracker tracker, Instant at) {
    events.add(tracker.page(at));
    events.add(tracker.click(at.plusSeconds(3), "a#menu"));
    boolean checkout = stay.page().equals("/checkout");
    boolean rage = chance(checkout ? 45 : 10);
    if (rage) {
      hit(stay, "rage-click", at.plusSeconds(10), tracker.rage(at.plusSeconds(10), "button#pay"));
    }
    if (chance(15)) {
      Instant when = at.plusSeconds(20);
      hit(stay, "dead-click", when, tracker.dead(when, chance(50) ? "img.hero" : "span.price"));
    }
    if (checkout && chance(20)) {
      Instant when = at.plusSeconds(50);
      hit(stay, "form-abandon", when, tracker.abandon(when, "address", "zip"));
    }
    if (chance(checkout && !at.isBefore(FROM) ? 60 : 10)) {
      for (int i = 0; i <= random.nextInt(3); i++) {
        Instant when = at.plusSeconds(30 + i);
        hit(stay, "error", when, tracker.scriptError(when, "x is not a function"));
      }
    }
    if (stay.page().equals("/search")) {
      Instant when = at.plusSeconds(2);
      if (chance(40)) {
        hit(stay, "empty-search", when, tracker.search(when, "Hammocks", 0));
      } else {
        events.add(tracker.search(when, "lamp", 7));
      }
    }
    if (stay.timed()) {
      boolean slow = chance(25);
      events.add(tracker.vital(at.plusSeconds(60), "LCP", slow ? 4_001 : 4_000));
      events.add(tracker.vital(at.plusSeconds(60), "CLS", 0.25));
      events.add(tracker.vital(at.plusSeconds(60), "TTFB", 9_000));
      if (slow && stay.hit("slow-page") == null) {
        stay.count("slow-page", stay.seenAt());
      }
    }
    return rage;
  }

  private void hit(Stay stay, String kind, Instant at, CustomerEvent event) {
    events.add(event);
    stay.count(kind, at);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
