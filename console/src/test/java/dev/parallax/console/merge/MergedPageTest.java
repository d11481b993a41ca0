package dev.parallax.console.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.console.upstream.Service;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedPageTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void newestOfAllServicesComeFirst() {
    MergedPage page =
        MergedPage.of(
            Map.of(
                Service.FRAUD, whole(job("fraud-1", 30), job("fraud-2", 10)),
                Service.SEGMENTATION, whole(job("segmentation-1", 20))),
            10);
    assertThat(page.items())
        .extracting(item -> item.getString("id"))
        .containsExactly("fraud-1", "segmentation-1", "fraud-2");
    assertThat(page.next()).isEmpty();
  }

  @Test
  void whatDidNotFitIsWhereTheNextPageBegins() {
    MergedPage page =
        MergedPage.of(
            Map.of(
                Service.FRAUD, whole(job("fraud-1", 30), job("fraud-2", 10)),
                Service.SEGMENTATION, whole(job("segmentation-1", 20))),
            2);
    assertThat(page.next()).containsExactly(Map.entry(Service.FRAUD, new Position(null, 1)));
  }

  @Test
  void anItemWithoutATimeIsTheOldestAndDoesNotDisturb() {
    JsonObject timeless = new JsonObject().put("id", "fraud-1");
    MergedPage page =
        MergedPage.of(
            Map.of(Service.FRAUD, whole(timeless), Service.INGESTION, whole(job("ingestion-1", 0))),
            10);
    assertThat(page.items())
        .extracting(item -> item.getString("id"))
        .containsExactly("ingestion-1", "fraud-1");
  }

  @Test
  void halfASecondLaterIsNewerThoughItsTextSortsBefore() {
    MergedPage page =
        MergedPage.of(
            Map.of(
                Service.FRAUD, whole(job("fraud-1", 1.0)),
                Service.SEGMENTATION, whole(job("segmentation-1", 1.5))),
            1);
    assertThat(page.items()).extracting(i -> i.getString("id")).containsExactly("segmentation-1");
  }

  @Test
  void nothingIsTakenFromOthersBeforeAServiceThatHasMoreIsAskedAgain() {
    MergedPage page =
        MergedPage.of(
            Map.of(
                Service.FRAUD,
                new MergedPage.Part(Position.START, List.of(job("fraud-2", 30)), "more"),
                Service.SEGMENTATION,
                whole(job("segmentation-1", 20))),
            10);
    assertThat(page.items()).extracting(i -> i.getString("id")).containsExactly("fraud-2");
    assertThat(page.next())
        .containsEntry(Service.FRAUD, new Position("more", 0))
        .containsEntry(Service.SEGMENTATION, new Position(null, 0));
  }

  /** Random lists, random pages of the services, random limits; ties in time included. */
  @Test
  void readToItsEndThePagesHoldEveryItemOnceAndInOrder() {
    Random random = new Random(20260301);
    for (int round = 0; round < 200; round++) {
      Map<Service, List<JsonObject>> lists = lists(random);
      int limit = 1 + random.nextInt(7);
      int servicePage = 1 + random.nextInt(5);
      List<JsonObject> read = new ArrayList<>();
      Map<Service, Position> positions = MergedCursor.decode(null);
      String cursor;
      do {
        Map<Service, MergedPage.Part> parts = new EnumMap<>(Service.class);
        positions.forEach((s, from) -> parts.put(s, part(lists.get(s), from, servicePage)));
        MergedPage page = MergedPage.of(parts, limit);
        assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
        read.addAll(page.items());
        cursor = MergedCursor.encode(page.next());
        positions = cursor == null ? Map.of() : MergedCursor.decode(cursor);
      } while (cursor != null);
      assertThat(read)
          .as("round %d", round)
          .isSortedAccordingTo(Comparator.comparing(MergedPageTest::time).reversed());
      assertThat(read)
          .as("round %d limit %d service page %d", round, limit, servicePage)
          .containsExactlyInAnyOrderElementsOf(
              lists.values().stream().flatMap(List::stream).toList());
    }
  }

  private static Map<Service, List<JsonObject>> lists(Random random) {
    Map<Service, List<JsonObject>> lists = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      List<JsonObject> items = new ArrayList<>();
      int size = random.nextInt(9);
      for (int i = 0; i < size; i++) {
        items.add(job(service.label() + "-" + i, random.nextInt(6) / 2.0));
      }
      items.sort(Comparator.comparing(MergedPageTest::time).reversed());
      lists.put(service, items);
    }
    return lists;
  }

  /** As a service pages: the cursor is the number of the first item. */
  private static MergedPage.Part part(List<JsonObject> all, Position from, int size) {
    int first = from.cursor() == null ? 0 : Integer.parseInt(from.cursor());
    int end = Math.min(all.size(), first + size);
    return new MergedPage.Part(
        from, all.subList(first, end), end < all.size() ? Integer.toString(end) : null);
  }

  private static MergedPage.Part whole(JsonObject... items) {
    return new MergedPage.Part(Position.START, List.of(items), null);
  }

  private static Instant time(JsonObject job) {
    return Instant.parse(job.getString("createdAt"));
  }

  private static JsonObject job(String id, double second) {
    Instant created = START.plusMillis((long) (1000 * second));
    return new JsonObject().put("id", id).put("createdAt", created.toString());
  }
}
