package dev.parallax.ingestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.Unmerged;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);

  @Test
  void whatPeopleWriteIsMasked() {
    FeedbackGiven given =
        valid(
            "{'userId':'customer-1','kind':'complaint','text':'I am customer-1, call 0171 2345678 or a@b.example','language':'EN-gb'}");
    assertThat(given.text())
        .isEqualTo("I am " + pseudonyms.customer("customer-1") + ", call [number] or [email]");
    assertThat(given.language()).isEqualTo("en-GB");
    assertThat(given.occurredAt()).isEqualTo(NOW);
  }

  @Test
  void aVisitorMayRateToo() {
    FeedbackGiven given =
        valid("{'id':'f1','anonymousId':'v','kind':'RATING','score':'4','itemId':'P1'}");
    assertThat(given.cid()).isEqualTo(pseudonyms.anonymous("v"));
    assertThat(given.score()).isEqualTo(4.0);
    assertThat(given.id()).isEqualTo("shop:f1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'kind':'nps','score':5} | missing-identity | userId",
        "{'userId':'u','score':5} | missing-field | kind",
        "{'userId':'u','kind':'stars','score':5} | invalid-value | kind",
        "{'userId':'u','kind':'nps'} | missing-field | score",
        "{'userId':'u','kind':'nps','score':11} | invalid-value | score",
        "{'userId':'u','kind':'rating','score':0} | invalid-value | score",
        "{'userId':'u','kind':'rating','score':'good'} | wrong-type | score",
        "{'userId':'u','kind':'comment'} | missing-field | text",
        "{'userId':'u','kind':'comment','text':'x','language':'?'} | invalid-value | language",
        "{'userId':'u','kind':'nps','score':1,'occurredAt':'2030-01-01T00:00:00Z'} | time-in-future | occurredAt"
      })
  void whatIsWrongIsNamedWithItsField(String body, String code, String field) {
    var mistake = ((Checked.Invalid<FeedbackGiven>) read(body)).mistakes().getFirst();
    assertThat(mistake.code().wireName()).isEqualTo(code);
    assertThat(mistake.field()).isEqualTo(field);
  }

  private FeedbackGiven valid(String body) {
    return ((Checked.Valid<FeedbackGiven>) read(body)).value();
  }

  private Checked<FeedbackGiven> read(String body) {
    JsonNode node =
        EventJson.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonNode.class);
    return new FeedbackReader(pseudonyms, new Unmerged(pseudonyms)).read(node, "shop", NOW);
  }
}
