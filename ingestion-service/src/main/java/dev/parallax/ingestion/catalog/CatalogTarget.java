package dev.parallax.ingestion.catalog;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.ingestion.imports.RecordTarget;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.kit.erasure.Erasures;
import jakarta.inject.Singleton;

/** Rows of files that become items; those that are known already go nowhere. */
@Singleton
class CatalogTarget extends RecordTarget<CatalogItemChanged> {
  CatalogTarget(Catalog catalog, Profiles profiles, Quarantine quarantine, Erasures erasures) {
    super(
        Target.CATALOG,
        Topics.CATALOG,
        new CatalogReader(),
        item -> null,
        catalog::put,
        profiles,
        quarantine,
        erasures);
  }
}
