package dev.parallax.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  @Test
  void eachItemKeepsTheBytesItCameAs() {
    Batch batch =
        valid(
            Batch.ofSegment(
                bytes(
                    "{\"sentAt\":\"x\", \"batch\": [ {\"a\": \"ü\"} ,7,\n{\"b\":[1, 2]}], \"n\":1}")));
    assertThat(batch.envelope().toString()).isEqualTo("{\"sentAt\":\"x\",\"n\":1}");
    assertThat(batch.items())
        .extracting(item -> new String(item.payload(), StandardCharsets.UTF_8).trim())
        .containsExactly("{\"a\": \"ü\"}", "7", "{\"b\":[1, 2]}");
  }

  @Test
  void aBodyIsOneRecordOrMany() {
    assertThat(valid(Batch.ofOneOrMany(bytes(" {\"a\":1} "))).items()).hasSize(1);
    assertThat(valid(Batch.ofOneOrMany(bytes("[{\"a\":1},{\"a\":2}]"))).items())
        .extracting(item -> item.node().path("a").asInt())
        .containsExactly(1, 2);
    assertThat(valid(Batch.ofOneOrMany(bytes("[]"))).items()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{",
        "{\"batch\":7}",
        "{\"batch\":[],\"batch\":[]}",
        "{\"batch\":[{]}",
        "{\"x\":1}",
        "{\"batch\":[]}{}",
        "{\"batch\":[}"
      })
  void whatIsNoBatchIsRefused(String body) {
    assertThat(Batch.ofSegment(bytes(body))).isInstanceOf(Checked.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "\"x\"", "[{]", "{}{}", "[1", "nonsense"})
  void whatIsNoRecordIsRefused(String body) {
    assertThat(Batch.ofOneOrMany(bytes(body))).isInstanceOf(Checked.Invalid.class);
  }

  @Test
  void aBodyThatIsNestedEndlesslyIsNoHarm() {
    String deep = "[".repeat(100_000);
    assertThat(mistakes(JsonTrees.parse(bytes(deep))).getFirst().field()).isEqualTo("body");
  }

  @Test
  void whereJsonIsBrokenIsSaidWithoutRepeatingIt() {
    Mistake mistake = mistakes(JsonTrees.parse(bytes("{\"mail\":secret}"))).getFirst();
    assertThat(mistake.message()).startsWith("must be valid JSON (line 1, column");
    assertThat(mistake.message()).doesNotContain("secret");
  }

  private static <T> T valid(Checked<T> checked) {
    return ((Checked.Valid<T>) checked).value();
  }

  private static <T> List<Mistake> mistakes(Checked<T> checked) {
    return ((Checked.Invalid<T>) checked).mistakes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
