package dev.parallax.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.feedback.FeedbackGiven.Kind;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Sender;
import dev.parallax.experience.world.Store;
import dev.parallax.experience.world.Truth;
import dev.parallax.experience.world.World;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A seeded month, sent shuffled and with repeats; every number against its plain definition. */
@QuarkusTest
@WithRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorldComponentTest {
  private final World world = new World(2026);
  private final Truth truth = new Truth(world);
  private boolean sent;

  /** Once; not in a static phase, since only here the service's port is known. */
  @BeforeEach
  void sendEverything() {
    if (sent) {
      return;
    }
    sent = true;
    Store.clear();
    Map<String, Long> before = counts();
    try (Sender sender = new Sender()) {
      sender.send(world.shuffled());
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Map<String, Long> now = counts();
              now.replaceAll((name, n) -> n - before.get(name));
              assertThat(now)
                  .containsEntry("events", (long) world.events.size())
                  .containsEntry("feedback", (long) world.feedback.size())
                  .containsEntry("exposures", (long) world.exposures.size())
                  .containsEntry("merges", (long) world.merges.size())
                  .containsEntry("memberships", (long) world.memberships.size())
                  .containsEntry("profiles", (long) world.profiles.size());
              assertThat(Api.count("catalogItems")).isEqualTo(world.catalog.size());
            });
  }

  private static Map<String, Long> counts() {
    Map<String, Long> counts = new java.util.TreeMap<>();
    Api.get("/v1/experience/counts")
        .<String, Number>getMap("")
        .forEach((name, n) -> counts.put(name, n.longValue()));
    return counts;
  }

  @Test
  void funnelOfAllTimeIsThatOfTheEventsSortedFirst() {
    assertFunnel("", s -> true);
    assertFunnel("?from=2000-01-01", s -> true);
  }

  @Test
  void sumsByCustomerAreThoseOfTheVisits() {
    assertThat(
            Store.number(
                """
                select count(*) from reach r full join (
                  select customer_id, count(*) as sessions, count(*) filter (where depth >= 1) as viewed,
                    count(*) filter (where depth >= 2) as added, count(*) filter (where depth >= 3) as checkout,
                    count(*) filter (where depth >= 4) as ordered, count(*) filter (where orders > 0) as with_order
                  from visit where began_at is not null group by 1
                ) v using (customer_id, sessions, viewed, added, checkout, ordered, with_order)
                where r.customer_id is null or v.customer_id is null
                """))
        .isZero();
    assertThat(Store.number("select count(*) from reach")).isGreaterThan(50);
  }

  @Test
  void funnelOfAPeriodHasTheSessionsThatBeganInIt() {
    Instant from = Instant.parse("2026-03-08T00:00:00Z");
    Instant to = Instant.parse("2026-03-15T12:00:00Z");
    assertFunnel(
        "?from=2026-03-08&to=" + to, s -> !s.start().isBefore(from) && s.start().isBefore(to));
  }

  @Test
  void funnelOfASegmentHasTheCustomersWhoAreInItNow() {
    for (String segment : List.of("readers", "makers", "unsegmented")) {
      assertFunnel("?segment=" + segment, s -> truth.segment(s.customer()).equals(segment));
    }
  }

  private void assertFunnel(String query, Predicate<Truth.Session> in) {
    List<Truth.Session> sessions = truth.sessions().stream().filter(in).toList();
    assertThat(sessions).as("a test of nothing").hasSizeGreaterThan(10);
    JsonPath funnel = Api.get("/v1/funnels" + query);
    assertThat(funnel.getLong("sessions")).isEqualTo(sessions.size());
    assertThat(funnel.getList("steps.name"))
        .containsExactly("viewed", "added", "checkout", "ordered");
    for (int depth = 1; depth <= 4; depth++) {
      int least = depth;
      List<Truth.Session> reached = sessions.stream().filter(s -> s.depth() >= least).toList();
      String step = "steps[" + (depth - 1) + "].";
      assertThat(funnel.getLong(step + "sessions")).as(step).isEqualTo(reached.size());
      assertThat(funnel.getLong(step + "customers"))
          .as(step)
          .isEqualTo(reached.stream().map(Truth.Session::customer).distinct().count());
    }
  }

  @Test
  void feedbackScoresAreThoseOfTheAnswers() {
    JsonPath summary = Api.get("/v1/feedback/summary");
    List<FeedbackGiven> all = truth.countedFeedback(s -> true);
    assertThat(summary.getDouble("overall.nps")).isCloseTo(nps(all), within(1e-5));
    assertThat(summary.getDouble("overall.meanRating")).isCloseTo(mean(all), within(1e-5));
    assertThat(summary.getLong("overall.responses"))
        .isEqualTo(all.stream().filter(f -> f.score() != null).count());
    assertThat(summary.getList("bySegment.segment"))
        .containsExactly("makers", "readers", "unsegmented");
    for (int i = 0; i < 3; i++) {
      String at = "bySegment[" + i + "].";
      String segment = summary.getString(at + "segment");
      List<FeedbackGiven> own = truth.countedFeedback(segment::equals);
      assertThat(summary.getDouble(at + "nps")).as(segment).isCloseTo(nps(own), within(1e-5));
      assertThat(summary.getDouble(at + "meanRating"))
          .as(segment)
          .isCloseTo(mean(own), within(1e-5));
      assertThat(summary.getLong(at + "complaints"))
          .isEqualTo(own.stream().filter(f -> f.kind() == Kind.COMPLAINT).count());
    }
  }

  private static double nps(List<FeedbackGiven> feedback) {
    return feedback.stream()
        .filter(f -> f.kind() == Kind.NPS)
        .mapToDouble(f -> f.score() >= 9 ? 100 : f.score() <= 6 ? -100 : 0)
        .average()
        .orElseThrow();
  }

  private static double mean(List<FeedbackGiven> feedback) {
    return feedback.stream()
        .filter(f -> f.kind() == Kind.RATING)
        .mapToDouble(FeedbackGiven::score)
        .average()
        .orElseThrow();
  }

  @Test
  void needWithoutOfferIsTheWidestGapOfBothSegments() {
    JsonPath gaps = Api.get("/v1/gaps?limit=500");
    assertThat(gaps.<String>getList("items.category").subList(0, 2))
        .containsExactly("Hammocks", "Hammocks");
    for (String segment : List.of("readers", "makers")) {
      int widest = gaps.<String>getList("items.segment").indexOf(segment);
      assertThat(gaps.getString("items[" + widest + "].category")).isEqualTo("Hammocks");
    }
    assertThat(gaps.<Float>getList("items.gap").getFirst()).isPositive();
    assertThat(gaps.<Float>getList("items.gap")).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(gaps.getString("items[0].reasons[0].code")).isEqualTo("searched-in-vain");
    assertThat(gaps.getString("items[0].reasons[0].text.zh")).contains("无结果");
    assertThat(Api.get("/v1/overview").getLong("openGaps")).isEqualTo(gaps.getLong("open"));
  }

  @Test
  void everyNumberBehindAGapIsWhatWasSent() {
    Map<String, long[]> attention = truth.attention();
    JsonPath gaps = Api.get("/v1/gaps?limit=500");
    List<String> segments = gaps.getList("items.segment");
    assertThat(new HashSet<>(segments)).contains("readers", "makers");
    for (int i = 0; i < segments.size(); i++) {
      assertNumbers(gaps, "items[" + i + "].", attention);
    }
  }

  private void assertNumbers(JsonPath gaps, String at, Map<String, long[]> attention) {
    String segment = gaps.getString(at + "segment");
    String category = gaps.getString(at + "category");
    long[] acts = attention.get(segment + "/" + category);
    String facts = at + "attention.";
    assertThat(
            List.of("views", "searches", "searchesWithoutResult", "wishes", "complaints").stream()
                .map(name -> gaps.getLong(facts + name)))
        .as(segment + "/" + category)
        .containsExactly(acts[0], acts[1], acts[2], acts[3], acts[4]);
    double total =
        attention.entrySet().stream()
            .filter(e -> e.getKey().startsWith(segment + "/"))
            .mapToDouble(e -> weighted(e.getValue()))
            .sum();
    double a = weighted(acts) / total;
    double bought = share(truth.bought(segment), category);
    double catalog = category.equals("Hammocks") ? 0 : 1.0 / 3;
    double offer = (catalog + share(truth.shown(segment), category)) / 2;
    assertThat(gaps.getDouble(at + "attentionShare")).isCloseTo(a, within(1e-6));
    assertThat(gaps.getDouble(at + "boughtShare")).isCloseTo(bought, within(1e-6));
    assertThat(gaps.getDouble(at + "offerShare")).isCloseTo(offer, within(1e-6));
    assertThat(gaps.getDouble(at + "estimate"))
        .isCloseTo(a - Math.max(offer, bought), within(1e-6));
    assertThat(gaps.getDouble(at + "gap")).isLessThan(gaps.getDouble(at + "estimate"));
  }

  private static double weighted(long[] acts) {
    return acts[0] + 2 * (acts[1] - acts[2]) + 5 * acts[2] + 3 * acts[3] + 5 * acts[4];
  }

  private static double share(List<String> all, String category) {
    return (double) Collections.frequency(all, category) / all.size();
  }

  @Test
  void overviewAgreesWithTheEvents() {
    JsonPath overview = Api.get("/v1/overview");
    List<Truth.Session> sessions = truth.sessions();
    assertThat(overview.getLong("sessions")).isEqualTo(sessions.size());
    assertThat(overview.getLong("events")).isEqualTo(truth.countedEvents().size());
    assertThat(overview.getLong("orders")).isEqualTo(truth.countedOrders().size());
    assertThat(overview.getDouble("conversion"))
        .isCloseTo(
            (double) sessions.stream().filter(Truth.Session::ordered).count() / sessions.size(),
            within(1e-6));
    assertThat(Api.count("orders"))
        .as("what is stored does not depend on consent")
        .isEqualTo(truth.orders().size());
  }
}
