package dev.parallax.ingestion.catalog;

import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.ingestion.records.RecordReplayer;
import jakarta.inject.Singleton;

/** Rejected items; an item that is as it was is not announced again. */
@Singleton
class CatalogReplayer extends RecordReplayer<CatalogItemChanged> {
  CatalogReplayer(Catalog catalog) {
    super("catalog", null, true, new CatalogReader(), catalog::put);
  }
}
