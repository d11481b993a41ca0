package dev.parallax.local.shop.goods;

import java.util.List;

/**
 * Two or three products that customers like to buy together: what association rules should find.
 *
 * @param products of which one draws the others
 * @param pull probability that each of the others comes along
 */
public record Affinity(List<Product> products, double pull) {

  public Affinity {
    products = List.copyOf(products);
    if (products.size() < 2 || products.size() > 3) {
      throw new IllegalArgumentException("an affinity has two or three products");
    }
    if (!(pull > 0 && pull <= 1)) {
      throw new IllegalArgumentException("pull must be in (0, 1], was " + pull);
    }
  }
}
