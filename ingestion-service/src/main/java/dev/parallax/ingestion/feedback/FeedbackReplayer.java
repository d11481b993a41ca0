package dev.parallax.ingestion.feedback;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.records.RecordReplayer;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rejected feedback. */
@Singleton
class FeedbackReplayer extends RecordReplayer<FeedbackGiven> {
  FeedbackReplayer(Publisher publisher, Pseudonyms pseudonyms, CurrentCids cids) {
    super(
        "feedback",
        null,
        false,
        new FeedbackReader(pseudonyms, cids),
        publishing(publisher, Topics.FEEDBACK));
  }
}
