package dev.parallax.local.shop.goods;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Something for sale.
 *
 * @param index position in the assortment
 * @param id the catalog's item id
 * @param priceMinor price in minor units of {@link Assortment#CURRENCY}
 * @param popularity how often it is picked, against others of its department
 * @param available whether it can be bought
 */
public record Product(
    int index,
    String id,
    String name,
    Department department,
    int priceMinor,
    double popularity,
    boolean available) {

  public Product {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(department, "department");
    if (priceMinor <= 0) {
      throw new IllegalArgumentException("priceMinor must be positive");
    }
    if (!(popularity > 0)) {
      throw new IllegalArgumentException("popularity must be positive");
    }
  }

  /** The price as it is written. */
  public BigDecimal price() {
    return BigDecimal.valueOf(priceMinor, 2);
  }
}
