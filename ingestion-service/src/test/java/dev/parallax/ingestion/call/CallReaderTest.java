package dev.parallax.ingestion.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'track','event':'X'} | missing-identity | userId",
        "{'type':'track','userId':7,'event':'X'} | wrong-type | userId",
        "{'type':'track','userId':'u'} | missing-field | event",
        "{'type':'track','userId':'u','event':5} | wrong-type | event",
        "{'type':'track','userId':'u','event':'X','properties':[]} | wrong-type | properties",
        "{'type':'track','userId':'u','event':'X','timestamp':'yesterday'} | invalid-value | timestamp",
        "{'type':'track','userId':'u','event':'X','timestamp':'2026-03-03T12:00:00Z'} | time-in-future | timestamp",
        "{'type':'track','userId':'u','event':'X','timestamp':'1999-12-31T12:00:00Z'} | time-too-old | timestamp",
        "{'type':'dance','userId':'u'} | unknown-type | type",
        "{'userId':'u'} | missing-field | type",
        "{'type':'alias','userId':'u'} | missing-field | previousId",
        "{'type':'group','userId':'u'} | missing-field | groupId",
        "7 | wrong-type | body",
        "{'type':'track','userId':'u','event':'X','context':{'consent':'no'}} | wrong-type | context.consent",
        "{'type':'track','userId':'u','event':'X','context':{'consent':{'analytics':false}}} | wrong-type | context.consent",
        "{'type':'track','userId':'u','event':'X','properties':{'a':[{'b':'x\\u0000'}]}} | invalid-value | properties.a[0].b",
        "{'type':'track','userId':'u','event':'X','messageId':'m\\u0000'} | invalid-value | messageId",
        "{'type':'identify','userId':'u','traits':{'x':1e1001}} | invalid-value | traits.x",
        "{'type':'identify','userId':'u','traits':{'x':[{'y':-1e-401}]}} | invalid-value | traits.x[0].y",
        "{'type':'track','userId':'u','event':'Order Completed','properties':{'total':1e999999999}} | invalid-value | properties.total",
        "{'type':'identify','userId':'u','traits':{'consent':{'analytics':'yes'}}} | wrong-type | traits.consent.analytics"
      })
  void whatIsWrongIsNamedWithItsField(String call, String code, String field) {
    assertThat(mistakes(call))
        .extracting(m -> m.code().wireName(), Mistake::field)
        .contains(Tuple.tuple(code, field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Order Completed | {'products':'P1'} | wrong-type | properties.products",
        "Order Completed | {'products':[{'price':1}]} | missing-field | properties.products[0].product_id",
        "Order Completed | {'products':[{'sku':'P1','price':-1}]} | negative-number | properties.products[0].price",
        "Order Completed | {'products':[{'sku':'P1','quantity':-2}]} | negative-number | properties.products[0].quantity",
        "Order Completed | {'products':[{'sku':'P1','quantity':1.5}]} | invalid-value | properties.products[0].quantity",
        "Order Completed | {'products':[{'sku':'P1','quantity':1e14,'price':100}]} | invalid-value | properties.products[0].quantity",
        "Order Completed | {'products':[{'sku':'P1','quantity':1000000000}]} | invalid-value | properties.products[0].quantity",
        "Order Completed | {'products':[{'sku':'P1','quantity':999999999,'price':1000001}]} | invalid-value | properties.products",
        "Order Completed | {'products':['P1']} | wrong-type | properties.products[0]",
        "Order Completed | {'total':'a lot'} | wrong-type | properties.total",
        "Order Completed | {'total':1e15} | invalid-value | properties.total",
        "Order Completed | {'total':12345678901234567} | invalid-value | properties.total",
        "Order Completed | {'total':1,'order_id':{'no':1}} | wrong-type | properties.order_id",
        "Order Completed | {'total':1,'currency':'XYQ'} | unknown-currency | properties.currency",
        "Order Refunded | {'total':-5} | negative-number | properties.total",
        "Product Viewed | {'price':1} | missing-field | properties.product_id",
        "Product Reviewed | {'product_id':'P1','rating':6} | invalid-value | properties.rating",
        "order completed | {'products':[{'sku':'P1','quantity':-2}]} | negative-number | properties.products[0].quantity",
        "ORDER_COMPLETED | {'total':-1} | negative-number | properties.total",
        "OrderCompleted | {'total':-1} | negative-number | properties.total",
        "Order Completed | {} | missing-field | properties.products",
        "Order Completed | null | missing-field | properties.products",
        "Order Completed | {'order_id':'o-1','products':[]} | missing-field | properties.products",
        "Order Refunded | {} | missing-field | properties.products"
      })
  void commerceEventsMustBeCountable(String event, String properties, String code, String field) {
    assertThat(
            mistakes(
                "{'type':'track','userId':'u','event':'"
                    + event
                    + "','properties':"
                    + properties
                    + "}"))
        .extracting(m -> m.code().wireName(), Mistake::field)
        .containsExactly(Tuple.tuple(code, field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order Completed",
        "order completed",
        "Order_Completed",
        "order-completed",
        "OrderCompleted"
      })
  void aCommerceEventIsKnownHoweverItsNameIsWrittenAndLeavesInTheSpecsSpelling(String name) {
    assertThat(
            valid("{'type':'track','userId':'u','event':'" + name + "','properties':{'total':1}}")
                .name())
        .isEqualTo("Order Completed");
    assertThat(valid("{'type':'page','userId':'u','name':'order completed'}").name())
        .isEqualTo("order completed");
  }

  @Test
  void aRefundOfAWholeOrderNeedsOnlyItsId() {
    assertThat(
            valid(
                    "{'type':'track','userId':'u','event':'Order Refunded','properties':{'order_id':'o-1'}}")
                .name())
        .isEqualTo("Order Refunded");
  }

  @Test
  void eventsOfOtherNamesMayHoldWhatTheyLike() {
    assertThat(
            valid(
                    "{'type':'track','userId':'u','event':'Own Thing','properties':{'products':'all','total':-1}}")
                .name())
        .isEqualTo("Own Thing");
  }

  @Test
  void numbersWrittenAsTextBecomeNumbersSoThatTheyAreCounted() {
    SegmentCall call =
        valid(
            """
            {'type':'track','userId':'u','event':'Order Completed','properties':
              {'total':'12.50','currency':'gbp','products':[{'product_id':4711,'price':'2.5','quantity':'3'}]}}
            """);
    assertThat(call.properties().toString())
        .isEqualTo(
            "{\"total\":12.50,\"currency\":\"GBP\",\"products\":[{\"product_id\":\"4711\",\"price\":2.5,\"quantity\":3}]}");
  }

  @Test
  void aWrongClockIsCorrectedByWhatPassedBetweenEventAndSending() {
    SegmentCall call =
        valid(
            """
            {'type':'track','userId':'u','event':'X','originalTimestamp':'2031-05-05T10:00:00Z',
             'sentAt':'2031-05-05T10:00:30Z'}
            """);
    assertThat(call.occurredAt()).isEqualTo(NOW.minusSeconds(30));
  }

  @Test
  void whatComesFromAFileWasSentAnotherDaySoItsTimesStandAsTheyAre() {
    JsonNode node =
        json(
            "{'type':'track','userId':'u','event':'X','timestamp':'2020-05-05T10:00:00Z','sentAt':'2020-05-05T10:00:30Z'}");
    Checked<SegmentCall> read =
        CallReader.read(node, new CallReader.Envelope(null, null, NOW, false));
    assertThat(((Checked.Valid<SegmentCall>) read).value().occurredAt())
        .isEqualTo("2020-05-05T10:00:00Z");
  }

  @Test
  void anEventWithoutATimeHappenedWhenItCame() {
    assertThat(valid("{'type':'page','anonymousId':'a'}").occurredAt()).isEqualTo(NOW);
  }

  @Test
  void answersOnConsentAreReadFromContextAndTraitsAndANoWins() {
    SegmentCall call =
        valid(
            """
            {'type':'identify','userId':'u',
             'context':{'consent':{'categoryPreferences':{'Advertising':true,'Analytics':false,'Unheard':true}}},
             'traits':{'consent':{'marketing':false,'personalization':true}}}
            """);
    assertThat(call.consent())
        .isEqualTo(
            Map.of(
                Purpose.MARKETING, false,
                Purpose.ANALYTICS, false,
                Purpose.PERSONALIZATION, true));
  }

  @Test
  void everyNumberThatADoubleHoldsIsTakenIn() {
    assertThat(
            valid(
                    "{'type':'identify','userId':'u','traits':{'a':1.7976931348623157e308,'b':5e-324}}")
                .traits())
        .hasSize(2);
  }

  @Test
  void whatABatchSaysOfItsCallsIsLaidUnderWhatTheySayThemselves() {
    ObjectNode batch =
        (ObjectNode)
            json(
                "{'locale':'de-DE','page':{'path':'/p','title':'P'},'consent':{'categoryPreferences':{'marketing':false}}}");
    ObjectNode untouched = batch.deepCopy();
    CallReader.Envelope envelope = new CallReader.Envelope(null, batch, NOW, true);
    SegmentCall call =
        ((Checked.Valid<SegmentCall>)
                CallReader.read(
                    json(
                        "{'type':'track','userId':'u','event':'X','context':{'page':{'path':'/q'},'locale':null,"
                            + "'library':{'name':'l'},'consent':{'categoryPreferences':{'analytics':true}}}}"),
                    envelope))
            .value();
    assertThat(call.context())
        .isEqualTo(
            json(
                "{'locale':'de-DE','page':{'path':'/q','title':'P'},'library':{'name':'l'},"
                    + "'consent':{'categoryPreferences':{'marketing':false,'analytics':true}}}"));
    assertThat(call.consent()).isEqualTo(Map.of(Purpose.MARKETING, false, Purpose.ANALYTICS, true));
    assertThat(batch).isEqualTo(untouched);
  }

  @Test
  void messagesNeverRepeatTheValue() {
    assertThat(
            mistakes(
                "{'type':'track','userId':'u','event':'Order Completed','timestamp':'secret','properties':{'currency':'secret','total':'secret'}}"))
        .hasSize(3)
        .noneMatch(m -> m.message().contains("secret"));
  }

  private static SegmentCall valid(String call) {
    return ((Checked.Valid<SegmentCall>) read(call)).value();
  }

  private static List<Mistake> mistakes(String call) {
    return ((Checked.Invalid<SegmentCall>) read(call)).mistakes();
  }

  private static Checked<SegmentCall> read(String call) {
    return CallReader.read(json(call), CallReader.Envelope.live(NOW));
  }

  private static JsonNode json(String text) {
    return EventJson.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
