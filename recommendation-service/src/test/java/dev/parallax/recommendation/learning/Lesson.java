package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.dataset.DatasetBuilder;
import java.util.Optional;

/** Learning by the usual settings, of which a test changes one. */
final class Lesson {
  private Lesson() {}

  static Learned learn(DatasetBuilder rows) {
    return learn(rows, Optional.empty());
  }

  static Learned learn(DatasetBuilder rows, Optional<Incumbent> inService) {
    return learn(rows, Settings.defaults(), Wanted.usual(), inService, (done, doing) -> {});
  }

  static Learned learn(DatasetBuilder rows, Wanted wanted) {
    return learn(rows, Settings.defaults(), wanted, Optional.empty(), (done, doing) -> {});
  }

  static Learned learn(
      DatasetBuilder rows,
      Settings settings,
      Wanted wanted,
      Optional<Incumbent> inService,
      Progress progress) {
    return Learner.learn(rows.build(), rows.items().ids(), settings, wanted, inService, progress);
  }
}
