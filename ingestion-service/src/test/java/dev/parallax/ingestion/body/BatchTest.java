package dev.parallax.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
  private static final Batch.Limits LIMITS = new Batch.Limits(100, 1_000, 5_000);

  @Test
  void eachItemKeepsTheBytesItCameAs() {
    Batch batch =
        valid(
            Batch.ofSegment(
                bytes(
                    "{\"sentAt\":\"x\", \"batch\": [ {\"a\": \"ü\"} ,7,\n{\"b\":[1, 2]}, \"ü\" ], \"n\":1}"),
                LIMITS));
    assertThat(batch.envelope().toString()).isEqualTo("{\"sentAt\":\"x\",\"n\":1}");
    assertThat(batch.items())
        .extracting(item -> new String(item.payload(), StandardCharsets.UTF_8).trim())
        .containsExactly("{\"a\": \"ü\"}", "7", "{\"b\":[1, 2]}", "\"ü\"");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "UTF-16BE, \uFEFF", "UTF-16LE, \uFEFF", "UTF-32BE, ''"})
  void itemsAreFoundInWhateverEncodingJsonMayHave(String encoding, String mark) {
    byte[] body =
        (mark + "{\"n\":\"é\",\"batch\":[{\"a\":\"ü\"}, [2] ,\"ö\"]}")
            .getBytes(Charset.forName(encoding));
    Batch batch = valid(Batch.ofSegment(body, LIMITS));
    assertThat(batch.envelope().path("n").asText()).isEqualTo("é");
    assertThat(batch.items())
        .extracting(item -> valid(item.node()).toString())
        .containsExactly("{\"a\":\"ü\"}", "[2]", "\"ö\"");
    assertThat(batch.items().getFirst().text("a")).isEqualTo("ü");
  }

  @Test
  void moreElementsThanMayBeAreRefusedHoweverSmall() {
    String many = "1,".repeat(100) + "1";
    assertThat(mistakes(Batch.ofSegment(bytes("{\"batch\":[" + many + "]}"), LIMITS)))
        .containsExactly(new Mistake(Code.TOO_LARGE, "batch", "must have at most 100 elements"));
    assertThat(mistakes(Batch.ofOneOrMany(bytes("[" + many + "]"), 100)))
        .containsExactly(new Mistake(Code.TOO_LARGE, "body", "must have at most 100 elements"));
    assertThat(valid(Batch.ofOneOrMany(bytes("[" + many + "]"), 101)).items()).hasSize(101);
  }

  @Test
  void whatABatchSaysForAllCallsIsLimitedAsItHoldsForEach() {
    String context = ",\"context\":\"" + "x".repeat(498) + "\"}";
    assertThat(valid(Batch.ofSegment(bytes(ofCalls(10) + context), LIMITS)).envelopes())
        .isEqualTo(5_000);
    assertThat(mistakes(Batch.ofSegment(bytes(ofCalls(11) + context), LIMITS)))
        .containsExactly(
            new Mistake(
                Code.TOO_LARGE,
                "batch",
                "must have at most 10 calls with so much beside them, which holds for each"));
    String larger = ",\"context\":[" + "[],".repeat(400) + "[]]}";
    assertThat(mistakes(Batch.ofSegment(bytes(ofCalls(1) + larger), LIMITS)))
        .containsExactly(
            new Mistake(
                Code.TOO_LARGE, "context", "must have at most 1000 bytes beside the calls"));
  }

  private static String ofCalls(int calls) {
    return "{\"batch\":[" + "{},".repeat(calls - 1) + "{}]";
  }

  @Test
  void aBodyIsOneRecordOrMany() {
    assertThat(valid(Batch.ofOneOrMany(bytes(" {\"a\":1} "), 9)).items()).hasSize(1);
    assertThat(valid(Batch.ofOneOrMany(bytes("[{\"a\":1},{\"a\":2}]"), 9)).items())
        .extracting(item -> valid(item.node()).path("a").asInt())
        .containsExactly(1, 2);
    assertThat(valid(Batch.ofOneOrMany(bytes("[]"), 9)).items()).isEmpty();
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
    assertThat(Batch.ofSegment(bytes(body), LIMITS)).isInstanceOf(Checked.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "\"x\"", "[{]", "{}{}", "[1", "nonsense"})
  void whatIsNoRecordIsRefused(String body) {
    assertThat(Batch.ofOneOrMany(bytes(body), 9)).isInstanceOf(Checked.Invalid.class);
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
