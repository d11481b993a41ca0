package dev.parallax.local.imports;

import java.util.Arrays;
import java.util.Optional;

/** The mappings that are built into ingestion. */
enum ImportFormat {
  ONLINE_RETAIL("online-retail", "CustomerID"),
  EVENTS("events", "userId"),
  TRANSACTIONS("transactions", "userId");

  private final String mapping;
  private final String customerField;

  ImportFormat(String mapping, String customerField) {
    this.mapping = mapping;
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
}
