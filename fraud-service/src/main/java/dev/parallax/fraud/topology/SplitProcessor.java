package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesSplit;
import java.time.Clock;

/**
 * Writes splits beside the merges, under keys of their own, so that neither waits for the other.
 */
final class SplitProcessor extends LinkProcessor<IdentitiesSplit> {
  SplitProcessor(Clock clock) {
    super(IdentitiesSplit.class, Topics.IDENTITY_SPLITS, Names.SPLIT_DEAD_LETTER_SINK, clock);
  }

  @Override
  void write(IdentitiesSplit split) {
    for (String member : split.members()) {
      link(Identities.split(member), split.into(), split.version());
      if (!member.equals(split.into())) {
        was(split.into(), member);
      }
    }
  }
}
