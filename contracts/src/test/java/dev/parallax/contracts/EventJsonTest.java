package dev.parallax.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.contracts.wire.UnreadableEventException;
import java.math.BigDecimal;
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

  private static Order order(String properties) {
    return Order.of(
            read(
                """
                {"id":"e","cid":"c_1","type":"track","name":"Order Completed","occurredAt":"2026-03-08T12:00:00Z",
                "receivedAt":"2026-03-08T12:00:00Z","source":"s","properties":{%s}}"""
                    .formatted(properties),
                CustomerEvent.class))
        .orElseThrow();
  }

  private static <T> T read(String json, Class<T> type) {
    return EventJson.read(json.getBytes(UTF_8), type);
  }
}
