package dev.parallax.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final String LABEL =
      """
      {"id":"l","transactionId":"t","account":"k_1","fraud":true,"origin":"analyst","occurredAt":"2026-03-08T12:00:00Z"%s}""";

  @Test
  void aFieldOfANewerProducerIsIgnored() {
    assertThat(read(LABEL.formatted(",\"later\":1"), FraudLabelled.class).fraud()).isTrue();
  }

  @Test
  void aMissingFieldIsNamed() {
    assertThatThrownBy(
            () -> read("{\"id\":\"r\",\"metric\":\"m\",\"value\":1}", ReadingTaken.class))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("device must not be empty");
  }

  @Test
  void aWrongTypeIsNamedWithoutShowingThePayload() {
    assertThatThrownBy(
            () -> read("{\"id\":\"r\",\"value\":\"ada@example.org\"}", ReadingTaken.class))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining("value")
        .hasMessageNotContaining("ada");
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("{\"id\":", ReadingTaken.class))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("not valid JSON");
    assertThatThrownBy(() -> read("null", ReadingTaken.class))
        .isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void anOrderIsReadWithTotalElseRevenueElseItsLines() {
    assertThat(order("\"total\":5.5,\"revenue\":7").total()).isEqualByComparingTo("5.5");
    assertThat(order("\"revenue\":\"7.25\"").total()).isEqualByComparingTo("7.25");
    assertThat(
            order(
                    "\"products\":[{\"sku\":\"a\",\"price\":2,\"quantity\":3},{\"product_id\":\"b\",\"price\":0.5},{}]")
                .total())
        .isEqualByComparingTo(new BigDecimal("6.5"));
    assertThat(order("\"order_id\":\"o-1\"").orderId()).isEqualTo("o-1");
    assertThat(order("\"x\":1").orderId()).isEqualTo("e");
  }

  @Test
  void anAnswerWithoutATimeIsOfTheTimeOfItsRecord() {
    CustomerProfileChanged profile =
        read(
            """
            {"id":"p","cid":"c_1","occurredAt":"2026-03-08T12:00:00Z",
            "consent":{"analytics":true,"personalization":false},
            "answeredAt":{"analytics":"2026-03-01T12:00:00Z"}}""",
            CustomerProfileChanged.class);
    assertThat(profile.answer(Purpose.ANALYTICS))
        .contains(new Answer(true, Instant.parse("2026-03-01T12:00:00Z")));
    assertThat(profile.answer(Purpose.PERSONALIZATION))
        .contains(new Answer(false, profile.occurredAt()));
    assertThat(profile.answer(Purpose.MARKETING)).isEmpty();
    assertThat(EventJson.read(EventJson.write(profile), CustomerProfileChanged.class))
        .isEqualTo(profile);
  }

  @Test
  void theLatestAnswerStandsAndOfTwoAtOnceTheRefusal() {
    Instant noon = Instant.parse("2026-03-08T12:00:00Z");
    Answer refused = new Answer(false, noon);
    Answer agreedAtOnce = new Answer(true, noon);
    Answer agreedLater = new Answer(true, noon.plusMillis(1));
    assertThat(List.of(refused.and(agreedLater), agreedLater.and(refused)))
        .containsOnly(agreedLater);
    assertThat(List.of(refused.and(agreedAtOnce), agreedAtOnce.and(refused))).containsOnly(refused);
  }

  @Test
  void theLatestTellingOfAnOrderStandsButNothingIsReplacedByNothing() {
    Order browser = order("b", 1, "\"order_id\":\"o\",\"products\":[{\"sku\":\"a\"}]");
    Order server = order("s", 2, "\"order_id\":\"o\",\"total\":5");
    Order corrected =
        order("c", 3, "\"order_id\":\"o\",\"products\":[{\"sku\":\"b\",\"price\":6}]");
    List<Order> both = List.of(browser.and(server), server.and(browser));
    assertThat(both)
        .allSatisfy(
            order -> {
              assertThat(order.total()).isEqualByComparingTo("5");
              assertThat(order.lines()).extracting(ProductLine::itemId).containsExactly("a");
              assertThat(order.occurredAt()).isEqualTo(server.occurredAt());
            });
    assertThat(List.of(both.getFirst().and(corrected), corrected.and(browser).and(server)))
        .allSatisfy(
            order -> {
              assertThat(order.total()).isEqualByComparingTo("6");
              assertThat(order.lines()).extracting(ProductLine::itemId).containsExactly("b");
            });
    Order atOnce = order("z", 1, "\"order_id\":\"o\",\"products\":[{\"sku\":\"z\"}]");
    assertThat(List.of(browser.and(atOnce), atOnce.and(browser))).containsOnly(atOnce);
  }

  private static Order order(String properties) {
    return order("e", 0, properties);
  }

  private static Order order(String id, int second, String properties) {
    return Order.of(
            read(
                """
                {"id":"%s","cid":"c_1","type":"track","name":"Order Completed","occurredAt":"2026-03-08T12:00:0%dZ",
                "receivedAt":"2026-03-08T12:00:00Z","source":"s","properties":{%s}}"""
                    .formatted(id, second, properties),
                CustomerEvent.class))
        .orElseThrow();
  }

  private static <T> T read(String json, Class<T> type) {
    return EventJson.read(json.getBytes(UTF_8), type);
  }
}
