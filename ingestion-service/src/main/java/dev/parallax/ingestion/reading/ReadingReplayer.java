package dev.parallax.ingestion.reading;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.records.RecordReplayer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rejected readings; one without an id is known by device, metric and time. */
@Singleton
class ReadingReplayer extends RecordReplayer<ReadingTaken> {
  ReadingReplayer(Publisher publisher, Pseudonyms pseudonyms) {
    super(
        "reading",
        null,
        true,
        new ReadingReader(pseudonyms),
        publishing(publisher, Topics.READINGS));
  }
}
