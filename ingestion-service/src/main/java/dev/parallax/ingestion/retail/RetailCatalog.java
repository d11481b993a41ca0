package dev.parallax.ingestion.retail;

import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.ingestion.file.UnreadableFileException;
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
 * last sale. What it holds is bounded, whatever the file holds: a description that is common shows
 * among the first of its code.
 */
final class RetailCatalog {
  static final String CURRENCY = "GBP";
  static final String SERVICE = "service";

  static final int MOST_CODES = 100_000;
  private static final int MOST_DESCRIPTIONS = 200_000;
  private static final int MOST_DESCRIPTIONS_OF_A_CODE = 32;

  private final Categories categories = Categories.load();
  private final Map<String, Statistics> byCode = new TreeMap<>();
  private final Map<String, Item> items = new HashMap<>();
  private int descriptions;

  /** What is said of an item in an order. */
  record Item(String name, String category) {}

  private static final class Statistics {
    private final Map<String, Integer> descriptions = new HashMap<>(4);
    private BigDecimal lastPrice;
    private Instant lastSale;
  }

  /**
   * @throws UnreadableFileException when the codes cannot be those of articles
   */
  void add(RetailRow row) throws UnreadableFileException {
    Statistics statistics = byCode.computeIfAbsent(row.stockCode(), code -> new Statistics());
    if (byCode.size() > MOST_CODES) {
      throw new UnreadableFileException(
          "the file must have at most %d different StockCodes; row %d has one more"
              .formatted(MOST_CODES, row.row()));
    }
    describe(statistics, row.description());
    boolean first = statistics.lastSale == null;
    if (first || (!row.refund() && !row.time().isBefore(statistics.lastSale))) {
      statistics.lastPrice = row.price();
      statistics.lastSale = row.time();
    }
  }

  private void describe(Statistics statistics, String description) {
    int most = descriptions < MOST_DESCRIPTIONS ? MOST_DESCRIPTIONS_OF_A_CODE : 1;
    boolean known = statistics.descriptions.containsKey(description);
    if (!description.isEmpty() && (known || statistics.descriptions.size() < most)) {
      statistics.descriptions.merge(description, 1, Integer::sum);
      descriptions += known ? 0 : 1;
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
