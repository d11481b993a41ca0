package dev.parallax.ingestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source and its keys are made of. */
class SourceRequestTest {
  @Test
  void whoSaysNothingMoreMaySendWhatAPageDoes() {
    SourceDefinition source =
        new SourceRequest("web-shop", null, null, null, null, null).toDefinition("web-shop", null);
    assertThat(source.scopes())
        .containsExactlyInAnyOrder(Scope.BEHAVIOUR, Scope.FEEDBACK, Scope.IDENTITY, Scope.CONSENT);
    assertThat(source.enabled()).isTrue();
    assertThat(source.rate()).isNull();
  }

  @Test
  void whatIsForServersIsNoPagesUnlessItIsAskedFor() {
    List<String> pages = List.of("https://shop.example");
    SourceRequest withOrigins = new SourceRequest("a", null, null, pages, null, null);
    assertThat(withOrigins.toDefinition("a", null).scopes())
        .containsExactlyInAnyOrder(Scope.BEHAVIOUR, Scope.FEEDBACK);
    SourceDefinition server =
        new SourceRequest("a", null, null, null, null, null).toDefinition("a", null);
    assertThat(withOrigins.toDefinition("a", server).scopes())
        .as("its key comes to be in pages")
        .containsExactlyInAnyOrder(Scope.BEHAVIOUR, Scope.FEEDBACK);
    SourceDefinition asked =
        new SourceRequest("a", null, List.of("behaviour", "identity"), pages, null, null)
            .toDefinition("a", null);
    assertThat(asked.authority()).isEqualTo(new Authority(true, false));
    assertThat(withOrigins.toDefinition("a", asked).scopes()).isEqualTo(asked.scopes());
  }

  @Test
  void whatIsNotGivenStaysAsItIs() {
    SourceDefinition before =
        new SourceDefinition(
            "a",
            "tills",
            Set.of(Scope.TRANSACTIONS),
            List.of("https://shop.example"),
            new SourceRate(5, 10),
            true);
    assertThat(new SourceRequest(null, null, null, null, null, false).toDefinition("a", before))
        .isEqualTo(
            new SourceDefinition(
                "a", "tills", before.scopes(), before.origins(), before.rate(), false));
    assertThat(
            new SourceRequest(null, null, null, List.of(), new SourceRequest.Rate(null, null), null)
                .toDefinition("a", before))
        .satisfies(
            source -> {
              assertThat(source.origins()).isEmpty();
              assertThat(source.rate()).isNull();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Web", "a b", "-a", "a--b", "api", "a_b", "a/b"})
  void aNameThatIsNoneIsNamed(String name) {
    assertThatThrownBy(
            () -> new SourceRequest(name, null, null, null, null, null).toDefinition(name, null))
        .hasMessageContaining("name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "shop.example", "https://shop.example/", "https://*", "https://a.*.example"})
  void anOriginThatIsNoneIsNamed(String origin) {
    assertThatThrownBy(
            () ->
                new SourceRequest("a", null, null, List.of(origin), null, null)
                    .toDefinition("a", null))
        .hasMessageContaining("origins");
  }

  @Test
  void keysAreRandomAndKnownByTheirDigestOnly() {
    Set<String> keys = new HashSet<>();
    IntStream.range(0, 1000).forEach(i -> keys.add(WriteKey.random().text()));
    assertThat(keys).hasSize(1000).allMatch(key -> key.matches("pk_[A-Za-z0-9_-]{43}"));
    WriteKey key = WriteKey.random();
    assertThat(key.toString()).doesNotContain(key.text()).startsWith(key.prefix());
    assertThat(key.digest()).hasSize(32).isEqualTo(WriteKey.digest(key.text()));
  }

  @Test
  void aConfiguredKeyThatCanBeGuessedIsRefused() {
    assertThatThrownBy(() -> new ConfiguredKeys(Map.of("shop", "short")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parallax.write-keys.shop must have at least 16 characters");
  }
}
