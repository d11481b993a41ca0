package dev.parallax.ingestion.reading;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.ingestion.imports.RecordTarget;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rows of files that become readings; a sensor is nobody. */
@Singleton
class ReadingTarget extends RecordTarget<ReadingTaken> {
  ReadingTarget(
      Pseudonyms pseudonyms,
      Publisher publisher,
      Profiles profiles,
      Quarantine quarantine,
      Erasures erasures) {
    super(
        Target.READINGS,
        Topics.READINGS,
        new ReadingReader(pseudonyms),
        reading -> null,
        events -> publisher.publishAll(Topics.READINGS, events),
        profiles,
        quarantine,
        erasures);
  }
}
