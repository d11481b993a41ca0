package dev.parallax.ingestion.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A mapping to begin with, guessed from the names and types of columns. Every column is in it, so
 * that its writer only has to take away and correct.
 */
public final class Suggestion {
  /**
   * How columns are called that are known by what they are, without what stands between letters.
   */
  private static final Map<String, Set<String>> SYNONYMS = new LinkedHashMap<>();

  static {
    SYNONYMS.put(
        "userId",
        Set.of(
            "userid",
            "user",
            "customer",
            "customerid",
            "customerno",
            "customernumber",
            "clientid",
            "kunde",
            "kundennr",
            "kundennummer",
            "kundenid",
            "客户",
            "客户id",
            "用户id",
            "会员号"));
    SYNONYMS.put("anonymousId", Set.of("anonymousid", "visitorid", "visitor", "cookieid"));
    SYNONYMS.put("event", Set.of("event", "eventname", "action", "事件"));
    SYNONYMS.put(
        "time",
        Set.of(
            "timestamp",
            "time",
            "date",
            "datetime",
            "occurredat",
            "createdat",
            "datum",
            "zeit",
            "invoicedate",
            "orderdate",
            "日期",
            "时间"));
    SYNONYMS.put("messageId", Set.of("messageid", "eventid"));
    SYNONYMS.put("id", Set.of("id", "transactionid", "receipt", "beleg", "belegnr", "paymentid"));
    SYNONYMS.put("account", Set.of("account", "card", "cardnumber", "iban", "konto", "账户"));
    SYNONYMS.put("amount", Set.of("amount", "total", "sum", "betrag", "value", "金额"));
    SYNONYMS.put("currency", Set.of("currency", "waehrung", "währung", "币种"));
    SYNONYMS.put(
        "itemId", Set.of("itemid", "sku", "productid", "article", "artikel", "artikelnr", "商品编号"));
    SYNONYMS.put("name", Set.of("name", "productname", "title", "bezeichnung", "商品名称"));
    SYNONYMS.put("category", Set.of("category", "kategorie", "类别"));
    SYNONYMS.put("price", Set.of("price", "unitprice", "preis", "价格"));
    SYNONYMS.put("score", Set.of("score", "rating", "stars", "nps", "bewertung", "评分"));
    SYNONYMS.put("text", Set.of("text", "comment", "review", "kommentar", "评论"));
    SYNONYMS.put("device", Set.of("device", "deviceid", "sensor", "sensorid"));
    SYNONYMS.put("metric", Set.of("metric", "measure"));
  }

  private static final Map<Target, List<String>> FIELDS =
      Map.of(
          Target.TRANSACTIONS,
          List.of("id", "userId", "account", "amount", "currency", "time"),
          Target.CATALOG,
          List.of("itemId", "name", "category", "price", "currency"),
          Target.READINGS,
          List.of("device", "metric", "amount", "time"),
          Target.FEEDBACK,
          List.of("userId", "anonymousId", "score", "text", "itemId", "time"),
          Target.TRACK,
          List.of("userId", "anonymousId", "event", "time", "messageId"));

  private final Format format;
  private final String delimiter;
  private final List<Column> columns;
  private final Map<String, Column> known = new LinkedHashMap<>();

  private Suggestion(Format format, String delimiter, List<Column> columns) {
    this.format = format;
    this.delimiter = delimiter;
    this.columns = columns;
    Map<String, String> meanings = new TreeMap<>();
    SYNONYMS.forEach((field, names) -> names.forEach(name -> meanings.put(name, field)));
    for (Column column : columns) {
      String last = column.name().substring(column.name().lastIndexOf('.') + 1);
      String field = meanings.get(last.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""));
      if (field != null) {
        known.putIfAbsent(field, column);
      }
    }
  }

  /**
   * @param delimiter of a CSV file, null else
   * @return a mapping in YAML
   */
  public static String of(Format format, String delimiter, List<Column> columns) {
    return new Suggestion(format, delimiter, columns).yaml();
  }

  private Target target() {
    Set<String> fields = known.keySet();
    if (fields.containsAll(Set.of("device", "metric"))) {
      return Target.READINGS;
    }
    if (fields.containsAll(Set.of("account", "amount"))) {
      return Target.TRANSACTIONS;
    }
    if (fields.containsAll(Set.of("itemId", "price")) && !fields.contains("userId")) {
      return Target.CATALOG;
    }
    return fields.contains("score") && !fields.contains("event") ? Target.FEEDBACK : Target.TRACK;
  }

  private String yaml() {
    Target target = target();
    StringBuilder yaml = new StringBuilder("format:\n  type: ").append(format.type().wireName());
    if (delimiter != null) {
      yaml.append("\n  delimiter: ").append(quoted(delimiter.equals("\t") ? "\\t" : delimiter));
    }
    yaml.append("\ntarget: ").append(target.wireName()).append("\nfields:\n");
    if (target == Target.TRACK && !known.containsKey("event")) {
      yaml.append("  event: {value: \"Row Imported\"}\n");
    }
    if (target == Target.FEEDBACK) {
      yaml.append("  kind: {value: rating}\n");
    }
    List<String> fields = FIELDS.get(target);
    Set<Column> used =
        fields.stream().map(known::get).filter(c -> c != null).collect(Collectors.toSet());
    for (String field : fields) {
      if (known.containsKey(field)) {
        append(yaml, name(field, target), known.get(field));
      }
    }
    for (Column column : columns) {
      if (!used.contains(column)) {
        String home = target.home().isEmpty() ? "" : target.home() + ".";
        append(yaml, home + column.name().replace('.', '_'), column);
      }
    }
    return yaml.toString();
  }

  private static String name(String field, Target target) {
    return switch (field) {
      case "time" -> target.isCall() ? "timestamp" : "occurredAt";
      case "amount" -> target == Target.READINGS ? "value" : "amount";
      default -> field;
    };
  }

  /** Ids stay texts, however much they look like numbers. */
  private void append(StringBuilder yaml, String field, Column column) {
    yaml.append("  ").append(quotedName(field)).append(": {from: ").append(quoted(column.name()));
    Column.Type type = column.type();
    boolean id = field.endsWith("Id") || field.equals("id") || field.equals("account");
    switch (type.name()) {
      case "time" ->
          yaml.append(", date: {pattern: ").append(quoted(type.pattern())).append(", zone: UTC}");
      case "money" -> {
        yaml.append(", money: {locale: ").append(type.locale());
        yaml.append(known.containsKey("currency") ? "}" : ", currencyTo: currency}");
      }
      case "integer", "number", "boolean" -> {
        if (!id) {
          yaml.append(", cast: ").append(type.name());
          if (type.locale() != null) {
            yaml.append(", locale: ").append(type.locale());
          }
        }
      }
      default -> {
        // A text is taken as it is.
      }
    }
    yaml.append("}\n");
  }

  private static String quotedName(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_.]*")
        ? name
        : quoted(name.replaceAll("[^\\p{L}\\p{N}_.$ -]", "_"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
