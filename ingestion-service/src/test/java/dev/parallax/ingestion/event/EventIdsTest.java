package dev.parallax.ingestion.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdsTest {
  @Test
  void theSameMessageOfTheSameSourceHasTheSameId() {
    assertThat(EventIds.of("shop", "m-1", null)).isEqualTo("shop:m-1");
    assertThat(EventIds.of("app", "m-1", null)).isNotEqualTo(EventIds.of("shop", "m-1", null));
  }

  @Test
  void aMessageIdThatNamesThePersonIsHashed() {
    String id = EventIds.of("shop", "alice-7", "alice");
    assertThat(id).startsWith("shop:h-").isEqualTo(EventIds.of("shop", "alice-7", "alice"));
    assertThat(EventIds.of("shop", "a@b.example", null)).startsWith("shop:h-");
    assertThat(EventIds.of("shop", "with space", null)).startsWith("shop:h-");
  }

  @Test
  void withoutAMessageIdEachSendingIsNew() {
    assertThat(EventIds.of("shop", null, null)).isNotEqualTo(EventIds.of("shop", null, null));
  }
}
