package dev.parallax.recommendation.upload;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a column holds: its role. */
enum Column {
  USER(
      Set.of(
          "user",
          "userid",
          "customer",
          "customerid",
          "client",
          "clientid",
          "buyer",
          "buyerid",
          "member",
          "memberid",
          "account",
          "accountid",
          "reviewer",
          "reviewerid",
          "uid",
          "visitorid",
          "sessionid")),
  ITEM(
      Set.of(
          "item",
          "itemid",
          "movie",
          "movieid",
          "product",
          "productid",
          "iid",
          "sku",
          "asin",
          "parentasin",
          "page",
          "stockcode",
          "article",
          "articleid",
          "artist",
          "artistid",
          "book",
          "bookid",
          "isbn",
          "business",
          "businessid",
          "game",
          "gameid",
          "song",
          "songid",
          "track",
          "trackid")),
  RATING(
      Set.of(
          "rating",
          "ratings",
          "bookrating",
          "overall",
          "score",
          "stars",
          "weight",
          "count",
          "value")),
  TIMESTAMP(
      Set.of(
          "timestamp",
          "time",
          "ts",
          "date",
          "datetime",
          "unixtime",
          "unixreviewtime",
          "occurredat",
          "createdat",
          "eventtime",
          "invoicedate",
          "orderdate",
          "tdat")),
  IGNORED(Set.of());

  /** A file without these says nothing. */
  static final List<Column> NEEDED = List.of(USER, ITEM);

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

  /** The names it goes by, sorted. */
  String known() {
    return String.join(", ", new TreeSet<>(names));
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
