package dev.parallax.recommendation.recommend;

import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Chance that a list's id decides, so that it falls the same once more. */
final class Lot {
  private static final int UUID_LENGTH = 36;

  private Lot() {}

  static RandomGenerator of(String listId) {
    String uuid = listId.substring(listId.length() - UUID_LENGTH);
    return new SplittableRandom(UUID.fromString(uuid).getLeastSignificantBits());
  }
}
