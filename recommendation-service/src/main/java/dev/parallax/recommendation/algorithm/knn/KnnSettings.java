package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.algorithm.Weighing;
import dev.parallax.recommendation.algorithm.Weighing.Values;
import dev.parallax.recommendation.neighbour.Similarity;
import dev.parallax.recommendation.neighbour.Similarity.Kind;

/**
 * What neighbours of items and of users have in common.
 *
 * @param k neighbours
 */
record KnnSettings(int k, Similarity similarity, TermWeighting.Settings terms, Weighing weighing) {

  static KnnSettings of(Options options, int neighbours) {
    int k = options.whole("k", 1, 1_000_000, neighbours);
    Kind kind = options.oneOf("similarity", Kind.class, Kind.COSINE);
    Similarity similarity =
        new Similarity(
            kind,
            options.number("shrinkage", 0, 1e9, kind == Kind.COSINE ? 10 : 0),
            options.number("alpha", 0, 1, 0.5));
    TermWeighting.Settings terms = TermWeighting.Settings.of(options);
    if (similarity.ofCounts() && terms.kind() != TermWeighting.Kind.NONE) {
      throw new IllegalArgumentException(
          "settings.weighting must be none where similarity is of counts: jaccard, lift or count");
    }
    return new KnnSettings(k, similarity, terms, Weighing.of(options, Values.GIVEN));
  }
}
