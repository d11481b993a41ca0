package dev.parallax.recommendation.upload;

/** Takes interactions one by one, numbered. */
interface InteractionSink {
  /** Called once, before the first. */
  void begin(boolean rated, boolean timed);

  /**
   * @param rating 1 where there are none
   * @param second since 1970, 0 where there are no times
   */
  void add(int user, int item, float rating, long second);
}
