package dev.parallax.recommendation.neighbour;

/**
 * How alike two vectors are, from the sum of their products.
 *
 * @param shrinkage is added to the denominator, so that little is made of what few share (Ferrari
 *     Dacrema, Cremonesi and Jannach, RecSys 2019)
 * @param alpha of the asymmetric cosine (Aiolli, RecSys 2013), 0 to 1: the power of the first one's
 *     length, the second one's being the rest; 0.5 is the cosine
 */
public record Similarity(Kind kind, double shrinkage, double alpha) {
  /** What is divided by what. */
  public enum Kind {
    /** The product by both lengths (Sarwar et al., WWW 2001). */
    COSINE,
    /** Those in common by those of either; counts, whatever the values. */
    JACCARD,
    /** The cosine of what differs from the mean over all entries, those that are zero too. */
    PEARSON,
    /** How many times more often together than by chance, up to a factor; counts. */
    LIFT,
    /** How many have both; counts. */
    COUNT
  }

  public Similarity {
    if (!(shrinkage >= 0)) {
      throw new IllegalArgumentException("shrinkage must be 0 or more");
    }
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be 0 to 1");
    }
  }

  public static Similarity cosine(double shrinkage) {
    return new Similarity(Kind.COSINE, shrinkage, 0.5);
  }

  /** Whether it is of counts, so that each value has to be 1. */
  public boolean ofCounts() {
    return kind == Kind.JACCARD || kind == Kind.LIFT || kind == Kind.COUNT;
  }

  /**
   * The similarity of a row of one matrix to a row of another.
   *
   * @param dot the sum of their products
   */
  public double of(double dot, Extents a, int rowA, Extents b, int rowB) {
    return (dot - byChance(a.sum(rowA), b, rowB)) / denominator(dot, a, rowA, b, rowB);
  }

  /**
   * What one entry of the first row adds to the similarity; over all its entries the similarity
   * comes together.
   *
   * @param value of the entry
   * @param other the second row's value there
   */
  public double part(
      double value, double other, double dot, Extents a, int rowA, Extents b, int rowB) {
    return (value * other - byChance(value, b, rowB)) / denominator(dot, a, rowA, b, rowB);
  }

  private double byChance(double sum, Extents b, int rowB) {
    return kind == Kind.PEARSON ? sum * b.mean(rowB) : 0;
  }

  private double denominator(double dot, Extents a, int rowA, Extents b, int rowB) {
    double squaresA = a.squares(rowA);
    double squaresB = b.squares(rowB);
    double by =
        switch (kind) {
          case COSINE ->
              alpha == 0.5
                  ? Math.sqrt(squaresA * squaresB)
                  : Math.pow(squaresA, alpha) * Math.pow(squaresB, 1 - alpha);
          case JACCARD -> squaresA + squaresB - dot;
          case PEARSON -> Math.sqrt(a.spread(rowA) * b.spread(rowB));
          case LIFT -> squaresA * squaresB;
          case COUNT -> 1;
        };
    // What does not vary at all is like nothing.
    return by > 0 ? by + shrinkage : Double.POSITIVE_INFINITY;
  }
}
