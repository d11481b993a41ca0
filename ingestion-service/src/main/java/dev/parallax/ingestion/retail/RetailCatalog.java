package dev.parallax.ingestion.retail;

import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.kit.privacy.PersonalText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the catalog of the lines: per stock code the most common description and the price of the
 * last sale.
 */
final class RetailCatalog {
  static final String CURRENCY = "GBP";
  static final String SERVICE = "service";

  private final Categories categories = Categories.load();
  private final Map<String, Statistics> byCode = new TreeMap<>();
  private final Map<String, Item> items = new HashMap<>();

  /** What is said of an item in an order. */
  record Item(String name, String category) {}

  private static final class Statistics {
    private final Map<String, Integer> descriptions = new HashMap<>(4);
    private BigDecimal lastPrice;
    private Instant lastSale;
  }

  void add(RetailRow row) {
    Statistics statistics = byCode.computeIfAbsent(row.stockCode(), code -> new Statistics());
    if (!row.description().isEmpty()) {
      statistics.descriptions.merge(row.description(), 1, Integer::sum);
    }
    boolean first = statistics.lastSale == null;
    if (first || (!row.refund() && !row.time().isBefore(statistics.lastSale))) {
      statistics.lastPrice = row.price();
      statistics.lastSale = row.time();
    }
  }

  /** Call once every row was added. */
  Item item(String stockCode) {
    return items.computeIfAbsent(
        stockCode,
        code -> {
          Statistics statistics = byCode.get(code);
          String name = statistics == null ? code : PersonalText.maskEmails(name(code, statistics));
          return new Item(name, StockCodes.isService(code) ? SERVICE : categories.of(name));
        });
  }

  /** Items in the order of their codes; their event ids are given when they are stored. */
  List<CatalogItemChanged> items(Instant now, String source) {
    List<CatalogItemChanged> all = new ArrayList<>(byCode.size());
    byCode.forEach(
        (code, statistics) -> {
          Item item = item(code);
          all.add(
              new CatalogItemChanged(
                  code,
                  code,
                  item.name(),
                  item.category(),
                  StockCodes.isService(code) ? Kind.SERVICE : Kind.PRODUCT,
                  statistics.lastPrice,
                  CURRENCY,
                  true,
                  Map.of(),
                  now,
                  source));
        });
    return all;
  }

  /** Of two equally common ones the first in the alphabet, so that each run says the same. */
  private static String name(String code, Statistics statistics) {
    return statistics.descriptions.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .orElse(code);
  }
}
