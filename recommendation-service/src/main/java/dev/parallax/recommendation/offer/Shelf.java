package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What the catalog says of each numbered item. It stays the same object as long as neither catalog
 * nor numbers change, so that what was found out of it can be kept while offers come and go with
 * each count of popularity.
 */
public final class Shelf {
  private final Catalog.Snapshot catalog;
  private final CatalogItem[] items;
  private final BitSet offered;

  public Shelf(ItemNumbers numbers, Catalog.Snapshot catalog) {
    this.catalog = catalog;
    this.items = new CatalogItem[numbers.size()];
    this.offered = new BitSet(items.length);
    for (int i = 0; i < items.length; i++) {
      items[i] = catalog.find(numbers.id(i)).orElse(null);
      offered.set(i, items[i] != null && items[i].offered());
    }
  }

  boolean isOf(Catalog.Snapshot other) {
    return catalog == other;
  }

  Catalog.Snapshot catalog() {
    return catalog;
  }

  /** How many items are numbered; what has a higher number is no product of the catalog. */
  public int size() {
    return items.length;
  }

  /** Null where the catalog does not have it. */
  public CatalogItem item(int number) {
    return number < items.length ? items[number] : null;
  }

  /** Whether it is in the catalog, a product, and can be bought now. */
  public boolean offers(int number) {
    return offered.get(number);
  }

  /** How many items have the same number on another and are the same in every respect. */
  public int sameItems(Shelf other) {
    int same = 0;
    for (int i = 0; i < Math.min(items.length, other.items.length); i++) {
      same += items[i] == other.items[i] ? 1 : 0;
    }
    return same;
  }

  /**
   * The items, and what else somebody touched. A product that came a moment ago and has no place on
   * the shelf yet is not there: nobody knows what rules say of it.
   */
  CatalogItem[] items(ItemNumbers numbers) {
    CatalogItem[] all = Arrays.copyOf(items, numbers.size());
    for (int i = items.length; i < all.length; i++) {
      all[i] = catalog.find(numbers.id(i)).filter(item -> !item.product()).orElse(null);
    }
    return all;
  }
}
