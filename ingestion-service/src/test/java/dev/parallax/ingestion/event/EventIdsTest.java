package dev.parallax.ingestion.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.kit.pseudonym.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private final Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);

  @Test
  void theSameMessageOfTheSameSourceHasTheSameId() {
    assertThat(of("shop", "m-1")).isEqualTo("shop:m-1");
    assertThat(of("app", "m-1")).isNotEqualTo(of("shop", "m-1"));
  }

  @Test
  void aMessageIdThatNamesThePersonIsHashed() {
    String id = of("shop", "alice-7", "visitor-1", "alice");
    assertThat(id).startsWith("shop:h-").isEqualTo(of("shop", "alice-7", "alice"));
    assertThat(of("shop", "ann", "ann")).startsWith("shop:h-");
    assertThat(of("shop", "a@b.example")).startsWith("shop:h-");
    assertThat(of("shop", "with space")).startsWith("shop:h-");
  }

  @Test
  void nobodyWithoutTheSecretCanCheckAGuessOfAHashedMessageId() throws Exception {
    String guess = "ann@example.com";
    byte[] plain =
        MessageDigest.getInstance("SHA-256").digest(guess.getBytes(StandardCharsets.UTF_8));
    assertThat(of("shop", guess)).doesNotContain(HexFormat.of().formatHex(plain, 0, 16));
    byte[] otherSecret = new byte[32];
    otherSecret[0] = 1;
    assertThat(EventIds.of(new Pseudonyms(otherSecret), "shop", guess, List.of()))
        .isNotEqualTo(of("shop", guess));
  }

  @Test
  void withoutAMessageIdEachSendingIsNew() {
    assertThat(of("shop", null)).isNotEqualTo(of("shop", null));
  }

  private String of(String source, String messageId, String... identifiers) {
    return EventIds.of(pseudonyms, source, messageId, List.of(identifiers));
  }
}
