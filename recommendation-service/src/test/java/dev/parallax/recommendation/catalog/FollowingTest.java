package dev.parallax.recommendation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private static final Instant IMPORTED = Instant.parse("2026-03-01T12:00:00Z");

  private final Following following = new Following();
  private Catalog.Snapshot catalog = new Catalog.Snapshot(0, Map.of());

  @Test
  void whatWasImportedIsNotReadAgainForEver() {
    assertThat(following.since()).isEqualTo(Instant.EPOCH);
    take(IMPORTED.plusSeconds(1), row("a", true, IMPORTED), row("b", true, IMPORTED));
    assertThat(catalog.items()).containsOnlyKeys("a", "b");
    assertThat(following.since()).as("it may still be being written").isBefore(IMPORTED);
    take(IMPORTED.plus(Duration.ofMinutes(3)));
    assertThat(following.since()).isAfter(IMPORTED);
  }

  @Test
  void whatIsAsItWasIsTheSameCatalog() {
    take(IMPORTED, row("a", true, IMPORTED), row("b", true, IMPORTED));
    Catalog.Snapshot before = catalog;
    take(IMPORTED.plusSeconds(1), row("a", true, IMPORTED), row("b", true, IMPORTED));
    assertThat(catalog).isSameAs(before);
    take(IMPORTED.plusSeconds(2), row("a", false, IMPORTED.plusSeconds(2)));
    assertThat(catalog.version()).isEqualTo(before.version() + 1);
    assertThat(catalog.items().get("a").available()).isFalse();
    CatalogItem gone = row("b", true, IMPORTED).item();
    take(IMPORTED.plusSeconds(3), new CatalogRepository.Row(gone, true, IMPORTED.plusSeconds(3)));
    assertThat(catalog.items()).containsOnlyKeys("a");
  }

  private void take(Instant asOf, CatalogRepository.Row... rows) {
    catalog = following.take(catalog, List.of(rows), asOf);
  }

  private static CatalogRepository.Row row(String id, boolean available, Instant changedAt) {
    return new CatalogRepository.Row(
        new CatalogItem(id, id, "things", true, null, null, available, Map.of()), false, changedAt);
  }
}
