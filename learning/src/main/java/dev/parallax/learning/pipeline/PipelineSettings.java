package dev.parallax.learning.pipeline;

/**
 * What is done to columns before a model sees them.
 *
 * @param impute missing numbers become the median, beside an indicator; trees read them as missing
 * @param log counts and amounts that are strongly skewed are logged
 * @param clip numbers far outside the quartiles are moved to the fence
 * @param scale numbers get mean 0 and deviation 1
 * @param reference the most frequent category has no column of its own, so that columns are not
 *     dependent on each other
 * @param mostLevels categories that get a column each; a column with more is encoded by the target
 * @param seed of the parts that target encoding is crossed over
 */
public record PipelineSettings(
    boolean impute,
    boolean log,
    boolean clip,
    boolean scale,
    boolean reference,
    int mostLevels,
    long seed) {
  /** Categories that get an input each where nothing else is said. */
  public static final int MOST_LEVELS = 20;

  public PipelineSettings {
    if (mostLevels < 2 || mostLevels > 1000) {
      throw new IllegalArgumentException("mostLevels must be between 2 and 1000");
    }
  }

  /** Values as they are, so that coefficients are in the units of the table. */
  public static PipelineSettings plain(long seed) {
    return new PipelineSettings(true, false, false, false, true, MOST_LEVELS, seed);
  }

  /** What models that weigh numbers against each other need. */
  public static PipelineSettings weighed(long seed) {
    return new PipelineSettings(true, true, true, true, false, MOST_LEVELS, seed);
  }

  /** What trees need, which only compare. */
  public static PipelineSettings compared(long seed) {
    return new PipelineSettings(false, false, false, false, false, MOST_LEVELS, seed);
  }

  public PipelineSettings withLog(boolean wanted) {
    return new PipelineSettings(impute, wanted, clip, scale, reference, mostLevels, seed);
  }

  public PipelineSettings withClip(boolean wanted) {
    return new PipelineSettings(impute, log, wanted, scale, reference, mostLevels, seed);
  }
}
