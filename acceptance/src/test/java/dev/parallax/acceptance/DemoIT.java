package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.check.Check;
import dev.parallax.local.shop.check.Figure;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.shop.tell.LifeTelling;
import dev.parallax.local.shop.tell.ShopTold;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The demo as a user runs it. Early: it wants a suite without other behaviour. */
@Order(10)
class DemoIT {

  private static final ToldShop SHOP = ToldShop.shared();
  private static final SuiteClient CLIENT = SHOP.suite().client();
  private static Map<String, Double> figures;

  @BeforeAll
  static void compareWithTheTruth() throws IOException {
    figures = new HashMap<>();
    ProgressBar bar =
        new ProgressBar(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8), "comparing again");
    for (Figure figure : Check.of(CLIENT, SHOP.truth(), bar)) {
      System.out.println(figure.line());
      figures.put(figure.name(), figure.value());
    }
  }

  @Test
  void endsWellAndShowsWhatWasFound() {
    assertThat(SHOP.demo().output())
        .contains("Segments", "A recommendation", "not let through", "widest gaps", "pages")
        .containsPattern(
            "(?m)^ +\\S+: decline, probability of fraud \\d\\.\\d\\d, model \\S+\\R +- .+")
        .doesNotContain("none yet", "none: no transaction", "none was declined");
    assertThat(SHOP.demo().exit()).isZero();
  }

  @Test
  void segmentsFollowTheHiddenKinds() {
    assertThat(figures.get("segments against hidden kinds (ARI)")).isGreaterThan(0.5);
  }

  @Test
  void mostHiddenAffinitiesAreAmongTheTopRules() {
    assertThat(figures.get("hidden affinities among top rules")).isGreaterThan(0.6);
  }

  @Test
  void fraudsThatTheModelNeverSawAreRankedFarAboveChance() {
    assertThat(figures.get("fraud: area under ROC")).isGreaterThan(0.75);
    assertThat(figures.get("fraud: average precision")).isGreaterThan(0.25);
  }

  @Test
  void theNeedWithoutOfferIsTheWidestGap() {
    assertThat(figures.get("overlooked need is the widest gap")).isEqualTo(1);
  }

  @Test
  void everyRefusalIsObeyed() {
    assertThat(figures.get("refusals of consent obeyed")).isEqualTo(1);
  }

  /** Prints how long it took, which depends on who else uses the machine. */
  @Test
  void aPurchaseShowsInTheRecommendationsThatFollow() throws IOException {
    String item = SHOP.truth().affinities().getFirst().get(0);
    String partner = SHOP.truth().affinities().getFirst().get(1);
    String userId = "newcomer-" + System.nanoTime();
    Map<String, Object> product = Map.of("product_id", item, "price", 1, "quantity", 1);
    Map<String, Object> order =
        Map.of(
            "order_id", "o" + userId, "total", 1, "currency", "EUR", "products", List.of(product));
    CLIENT.send(
        "/v1/track",
        Map.of(
            "userId",
            userId,
            "event",
            "Order Completed",
            "messageId",
            "m" + System.nanoTime(),
            "timestamp",
            Instant.now().toString(),
            "properties",
            order));
    long began = System.nanoTime();

    Awaitility.await("a recommendation because of what was just bought")
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> recommended(userId).contains(partner));

    System.out.printf(
        "purchase to recommendation: %d ms%n", (System.nanoTime() - began) / 1_000_000);
  }

  private static List<String> recommended(String userId) throws IOException {
    JsonNode items = CLIENT.get("/v1/recommendations?n=10&userId=" + userId).path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path("itemId").asText())
        .toList();
  }

  /** Whatever is told again, by whomever and however often, counts once. */
  @Test
  void tellingALifeTwiceAddsNothing() throws IOException {
    ShopPlan plan = new ShopPlan(7, 60, 60, SHOP.truth().plan().end());
    Counts before = Counts.now(CLIENT);
    ShopTold told = tell(plan);
    Map<String, Long> expected =
        Map.of(
            "segmentation.events", (long) told.behaviour(),
            "segmentation.orders", (long) told.orders(),
            "segmentation.feedback", (long) told.feedback(),
            "recommendation.orders", (long) told.orders(),
            "experience.events", (long) told.behaviour(),
            "experience.feedback", (long) told.feedback(),
            "experience.readings", (long) told.readings());
    Counts.awaitGrowth(CLIENT, before, expected, Duration.ofMinutes(3));

    ShopTold again = tell(plan);

    assertThat(again.behaviour()).isEqualTo(told.behaviour());
    Counts.awaitGrowth(CLIENT, before, expected, Duration.ofMinutes(3));
    System.out.printf("told twice, counted once: %,d events%n", told.behaviour());
  }

  private static ShopTold tell(ShopPlan plan) throws IOException {
    PrintWriter nowhere =
        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new LifeTelling(CLIENT, nowhere).tell(new ShopLife(plan), plan.days());
  }
}
