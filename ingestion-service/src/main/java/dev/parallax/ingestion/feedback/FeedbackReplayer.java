package dev.parallax.ingestion.feedback;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.ingestion.identity.KnownLinks;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.records.RecordReplayer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rejected feedback. */
@Singleton
class FeedbackReplayer extends RecordReplayer<FeedbackGiven> {
  FeedbackReplayer(Publisher publisher, Pseudonyms pseudonyms, KnownLinks links) {
    super(
        "feedback",
        null,
        false,
        new FeedbackReader(pseudonyms, links::resolve),
        publishing(publisher, Topics.FEEDBACK));
  }
}
