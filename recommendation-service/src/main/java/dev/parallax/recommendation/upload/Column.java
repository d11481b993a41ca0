package dev.parallax.recommendation.upload;

import java.util.Locale;
import java.util.Set;

/** What a column holds. */
enum Column {
  USER(Set.of("user", "userid", "customer", "customerid", "uid", "visitorid", "sessionid")),
  ITEM(
      Set.of(
          "item",
          "itemid",
          "movie",
          "movieid",
          "product",
          "productid",
          "iid",
          "page",
          "stockcode",
          "artistid",
          "bookid",
          "isbn",
          "songid",
          "trackid")),
  RATING(Set.of("rating", "ratings", "score", "stars", "weight", "count", "value")),
  TIMESTAMP(
      Set.of(
          "timestamp", "time", "ts", "date", "datetime", "unixtime", "occurredat", "invoicedate")),
  IGNORED(Set.of());

  private final Set<String> names;

  Column(Set<String> names) {
    this.names = names;
  }

  /** The column a header names, {@code IGNORED} for any other. */
  static Column named(String header) {
    String name = header.strip().toLowerCase(Locale.ROOT);
    int type = name.indexOf(':'); // RecBole's files say user_id:token.
    name = (type > 0 ? name.substring(0, type) : name).replaceAll("[^a-z]", "");
    for (Column column : values()) {
      if (column.names.contains(name)) {
        return column;
      }
    }
    return IGNORED;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
