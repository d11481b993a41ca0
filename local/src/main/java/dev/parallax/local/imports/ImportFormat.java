package dev.parallax.local.imports;

import java.util.Arrays;
import java.util.Optional;

/** The mappings that ingestion knows, with a word on what each reads. */
enum ImportFormat {
  ONLINE_RETAIL(
      "online-retail",
      "CSV of the UCI Online Retail data: invoices with products, customers and countries",
      "CustomerID"),
  EVENTS("events", "JSON lines, each an event of the Segment spec", "userId"),
  TRANSACTIONS("transactions", "CSV of payments, as POST /v1/transactions takes them", "userId");

  private final String mapping;
  private final String description;
  private final String customerField;

  ImportFormat(String mapping, String description, String customerField) {
    this.mapping = mapping;
    this.description = description;
    this.customerField = customerField;
  }

  String mapping() {
    return mapping;
  }

  /** The column or field that holds the customer. */
  String customerField() {
    return customerField;
  }

  static Optional<ImportFormat> named(String name) {
    return Arrays.stream(values())
        .filter(f -> f.mapping.equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  static String list() {
    StringBuilder text = new StringBuilder();
    for (ImportFormat format : values()) {
      text.append(String.format("  %-14s %s%n", format.mapping, format.description));
    }
    return text.toString().stripTrailing();
  }
}
