package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import java.time.Clock;

/** Writes merges. */
final class MergeProcessor extends LinkProcessor<IdentitiesMerged> {
  MergeProcessor(Clock clock) {
    super(IdentitiesMerged.class, Topics.IDENTITY_MERGES, Names.MERGE_DEAD_LETTER_SINK, clock);
  }

  @Override
  void write(IdentitiesMerged merge) {
    link(merge.from(), merge.into(), merge.version());
    was(merge.into(), merge.from());
  }
}
