package dev.parallax.ingestion.feedback;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.imports.RecordTarget;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.profile.Profiles;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.inject.Singleton;

/** Rows of files that become feedback. */
@Singleton
class FeedbackTarget extends RecordTarget<FeedbackGiven> {
  FeedbackTarget(
      Pseudonyms pseudonyms,
      CurrentCids cids,
      Publisher publisher,
      Profiles profiles,
      Quarantine quarantine,
      Erasures erasures) {
    super(
        Target.FEEDBACK,
        Topics.FEEDBACK,
        new FeedbackReader(pseudonyms, cids),
        FeedbackGiven::cid,
        events -> publisher.publishAll(Topics.FEEDBACK, events),
        profiles,
        quarantine,
        erasures);
  }
}
