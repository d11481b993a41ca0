package dev.parallax.recommendation.learning;

import dev.parallax.contracts.commerce.Order;
import dev.parallax.contracts.commerce.ProductLine;
import dev.parallax.recommendation.PlantedShop;
import dev.parallax.recommendation.TestShop;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.history.Signal;
import java.util.HashMap;
import java.util.Map;

/** The planted shop as a data set, without postage. */
final class PlantedData {
  private PlantedData() {}

  static DatasetBuilder read(long seed) {
    DatasetBuilder data = new DatasetBuilder();
    Map<String, Long> customers = new HashMap<>();
    new PlantedShop(new TestShop(null), seed)
        .events()
        .forEach(
            event -> {
              long customer = customers.computeIfAbsent(event.cid(), c -> (long) customers.size());
              long second = event.occurredAt().getEpochSecond();
              Order.of(event)
                  .ifPresent(
                      order -> {
                        String[] items =
                            order.lines().stream()
                                .map(ProductLine::itemId)
                                .filter(id -> !id.equals(PlantedShop.POSTAGE))
                                .toArray(String[]::new);
                        Integer[] pieces = new Integer[items.length];
                        java.util.Arrays.fill(pieces, 1);
                        data.order(customer, items, pieces, second, true);
                      });
              if (Signal.of(event).isPresent()) {
                data.signal(
                    customer,
                    event.properties().path("product_id").asText(),
                    Signal.VIEWED,
                    0,
                    second);
              }
            });
    return data;
  }
}
