package dev.parallax.ingestion.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.Unmerged;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String WHOLE =
      "{'id':'t1','userId':'u1','account':'DE1','amount':12.5,'currency':'eur','occurredAt':'2026-03-01T11:00:00Z',"
          + "'device':'d1','country':'de','terminal':'T1'}";

  private final Pseudonyms pseudonyms = new Pseudonyms(new byte[32]);

  @Test
  void customerAccountAndDeviceBecomePseudonymsAndTheIdStays() {
    TransactionRecorded event = valid(WHOLE);
    assertThat(event.id()).isEqualTo("t1");
    assertThat(event.cid()).isEqualTo(pseudonyms.customer("u1"));
    assertThat(event.account()).isEqualTo(pseudonyms.account("DE1"));
    assertThat(event.device()).isEqualTo(pseudonyms.device("d1"));
    assertThat(event.currency()).isEqualTo("EUR");
    assertThat(event.country()).isEqualTo("DE");
    assertThat(event.kind()).isEqualTo("purchase");
  }

  @Test
  void aRefundIsNegativeWhicheverSignItCameWith() {
    assertThat(valid(WHOLE.replace("'amount'", "'kind':'refund','amount'")).amount())
        .isEqualByComparingTo("-12.5");
    TransactionRecorded negative = valid(WHOLE.replace("12.5", "-12.5"));
    assertThat(negative.kind()).isEqualTo("refund");
    assertThat(negative.amount()).isEqualByComparingTo("-12.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'id':'t1', | | missing-field | id",
        "'account':'DE1' | 'account':5 | wrong-type | account",
        "12.5 | 'much' | wrong-type | amount",
        "'amount':12.5, | | missing-field | amount",
        "'amount':12.5 | 'amount':-1,'kind':'purchase' | negative-number | amount",
        "'eur' | 'euro' | unknown-currency | currency",
        "2026-03-01T11 | 2026-03-05T11 | time-in-future | occurredAt",
        "2026-03-01T11 | 1970-03-05T11 | time-too-old | occurredAt",
        "'de' | 'Germany' | invalid-value | country",
        "'t1' | 'a@b.example' | invalid-value | id",
        "'t1' | 't1\\u0000' | invalid-value | id",
        "'T1' | 'T1\\u0000' | invalid-value | terminal",
        "12.5 | 1e999999 | invalid-value | amount"
      })
  void whatIsWrongIsNamedWithItsField(String part, String instead, String code, String field) {
    String body = WHOLE.replace(part, instead == null ? "" : instead);
    var mistake = ((Checked.Invalid<TransactionRecorded>) read(body)).mistakes().getFirst();
    assertThat(mistake.code().wireName()).isEqualTo(code);
    assertThat(mistake.field()).isEqualTo(field);
  }

  @Test
  void noWordOfTheSendersCarriesAPersonalIdOut() {
    TransactionRecorded event =
        valid(
            WHOLE
                .replace("'u1'", "'customer-0001234'")
                .replace("'DE1'", "'DE02120300000000202051'")
                .replace("'amount'", "'kind':'for ann@example.com','amount'")
                .replace("'T1'", "'DE02120300000000202051'")
                .replace(
                    "'country'",
                    "'channel':'ann@example.com','orderId':'customer-0001234/7','country'"));
    assertThat(event.kind()).isEqualTo("for [email]");
    assertThat(event.channel()).isEqualTo("[email]");
    assertThat(event.terminal()).isEqualTo(event.account());
    assertThat(event.orderId()).isEqualTo(event.cid() + "/7");
  }

  private TransactionRecorded valid(String body) {
    return ((Checked.Valid<TransactionRecorded>) read(body)).value();
  }

  private Checked<TransactionRecorded> read(String body) {
    JsonNode node =
        EventJson.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonNode.class);
    return new TransactionReader(pseudonyms, new Unmerged(pseudonyms)).read(node, "shop", NOW);
  }
}
