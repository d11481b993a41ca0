package dev.parallax.recommendation.recommend;

import static dev.parallax.recommendation.Api.get;
import static dev.parallax.recommendation.Api.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.recommendation.TestShop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Items that nobody bought: their words and prices say which are alike. */
final class Teas {
  private Teas() {}

  static void offer(TestShop shop) {
    shop.send(
        Topics.CATALOG,
        List.of(
            item("TEA-1", "Green tea Longjing 西湖龙井", "12.00"),
            item("TEA-2", "Green tea Biluochun 碧螺春", "14.00"),
            item("TEA-3", "Black tea Keemun 祁门红茶", "80.00")));
    await().untilAsserted(() -> assertThat(items(get("query=tea"))).hasSize(3));
  }

  private static CatalogItemChanged item(String id, String name, String price) {
    return new CatalogItemChanged(
        UUID.randomUUID().toString(),
        id,
        name,
        "Tea",
        CatalogItemChanged.Kind.PRODUCT,
        new BigDecimal(price),
        "EUR",
        true,
        Map.of("brand", "Leaf"),
        TestShop.NOON,
        "test");
  }
}
