package dev.parallax.experience.friction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Sending;
import dev.parallax.experience.world.TrackedShop;
import dev.parallax.experience.world.TrackedShop.Stay;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two seeded months, shuffled and with repeats; every number against its plain definition. */
@QuarkusTest
@WithRealServers
class FrictionWorldComponentTest extends Sending {
  private static final String APRIL = "/v1/frictions?from=2026-04-01&to=2026-05-01";

  @Test
  void everyNumberIsThatOfAnIndependentCount() {
    TrackedShop shop = new TrackedShop(2026);
    long before = Api.count("events");
    long merges = Api.count("merges");
    long profiles = Api.count("profiles");
    sender.send(shop.shuffled());
    await()
        .untilAsserted(
            () -> {
              assertThat(Api.count("events")).isEqualTo(before + shop.events.size());
              assertThat(Api.count("merges")).isEqualTo(merges + shop.merges.size());
              assertThat(Api.count("profiles")).isEqualTo(profiles + shop.refusals.size());
            });
    JsonPath list = Api.get(APRIL);
    List<Stay> now = shop.stays(TrackedShop.FROM, TrackedShop.TO);
    List<Stay> then = shop.stays(TrackedShop.BEFORE, TrackedShop.FROM);
    List<String> pages = list.getList("items.page");
    List<String> kinds = list.getList("items.kind");
    List<String> expected = new ArrayList<>();
    for (String page : TrackedShop.PAGES) {
      for (String kind : TrackedShop.KINDS) {
        if (now.stream().anyMatch(stay -> stay.page().equals(page) && stay.hit(kind) != null)) {
          expected.add(page + " " + kind);
        }
      }
    }
    assertThat(expected).as("a test of nothing").hasSizeGreaterThan(15);
    assertThat(IntStream.range(0, pages.size()).mapToObj(i -> pages.get(i) + " " + kinds.get(i)))
        .containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 0; i < pages.size(); i++) {
      assertNumbers(list, "items[" + i + "].", now, then);
    }
    assertThat(list.getString("items[0].page")).isEqualTo("/checkout");
    assertThat(list.getString("items[0].kind")).isEqualTo("rage-click");
    assertThat(list.getString("items[0].ranked.code")).isEqualTo("orders-lost");
    assertThat(list.getDouble("items[0].score")).isPositive();
    assertThat(list.<Float>getList("items.score")).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(Api.get(APRIL + "&kind=error&page=/checkout").getString("items[0].trend.direction"))
        .isEqualTo("rising");
    assertPages(expected.size(), list);
  }

  /** Page by page it is the same list, and filters give parts of it. */
  private static void assertPages(int size, JsonPath whole) {
    List<String> read = new ArrayList<>();
    String cursor = "";
    do {
      JsonPath part = Api.get(APRIL + "&limit=4" + cursor);
      read.addAll(part.getList("items.page"));
      cursor = part.getString("nextCursor");
      cursor = cursor == null ? null : "&cursor=" + cursor;
    } while (cursor != null);
    assertThat(read).hasSize(size).isEqualTo(whole.getList("items.page"));
    assertThat(Api.get(APRIL + "&kind=slow-page").<String>getList("items.kind"))
        .hasSize(4)
        .containsOnly("slow-page");
    assertThat(Api.get(APRIL + "&page=/search").<String>getList("items.page"))
        .isNotEmpty()
        .containsOnly("/search");
    assertThat(Api.get(APRIL + "&page=/order*").<String>getList("items.page"))
        .isNotEmpty()
        .containsOnly("/orders/:id");
  }

  private static void assertNumbers(JsonPath list, String at, List<Stay> now, List<Stay> then) {
    String page = list.getString(at + "page");
    String kind = list.getString(at + "kind");
    List<Stay> all = of(now, page, kind);
    List<Stay> hit = all.stream().filter(stay -> stay.hit(kind) != null).toList();
    List<Stay> before = of(then, page, kind);
    List<Stay> hitBefore = before.stream().filter(stay -> stay.hit(kind) != null).toList();
    List<Stay> open = hit.stream().filter(stay -> stay.open(stay.hit(kind))).toList();
    List<Stay> without =
        all.stream().filter(stay -> stay.hit(kind) == null && stay.open(stay.seenAt())).toList();
    long went = open.stream().filter(stay -> stay.went(stay.hit(kind))).count();
    long wentWithout = without.stream().filter(stay -> stay.went(stay.seenAt())).count();
    FrictionComponentTest.numbers(
        list,
        at,
        "customers",
        customers(hit),
        "visits",
        hit.size(),
        "times",
        hit.stream().mapToLong(stay -> stay.times(kind)).sum(),
        "pageVisits",
        all.size(),
        "trend.customers",
        customers(hitBefore),
        "trend.visits",
        hitBefore.size(),
        "trend.pageVisits",
        before.size());
    double rate = (double) hit.size() / all.size();
    assertThat(list.getDouble(at + "rate.value")).isCloseTo(rate, within(1e-6));
    assertThat(list.getDouble(at + "rate.lower")).isLessThan(rate).isNotNegative();
    assertThat(list.getDouble(at + "rate.upper")).isGreaterThan(rate);
    assertThat(list.getDouble(at + "trend.change.value"))
        .isCloseTo(rate - (double) hitBefore.size() / before.size(), within(1e-6));
    if (open.size() < 10 || without.size() < 10) {
      assertThat(list.<Object>get(at + "impact")).as(page + " " + kind).isNull();
      return;
    }
    FrictionComponentTest.numbers(
        list,
        at + "impact.",
        "with.visits",
        open.size(),
        "with.ordered",
        went,
        "without.visits",
        without.size(),
        "without.ordered",
        wentWithout);
    double difference = (double) went / open.size() - (double) wentWithout / without.size();
    assertThat(list.getDouble(at + "impact.difference.value")).isCloseTo(difference, within(1e-6));
    double loss = Math.max(0, -list.getDouble(at + "impact.difference.upper"));
    assertThat(list.getDouble(at + "score")).isCloseTo(customers(hit) * loss, within(1e-4));
  }

  private static List<Stay> of(List<Stay> stays, String page, String kind) {
    return stays.stream()
        .filter(stay -> stay.page().equals(page) && (stay.timed() || !kind.equals("slow-page")))
        .toList();
  }

  private static long customers(List<Stay> stays) {
    return stays.stream().map(Stay::customer).distinct().count();
  }
}
