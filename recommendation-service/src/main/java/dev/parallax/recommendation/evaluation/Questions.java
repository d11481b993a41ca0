package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.History;

/** Cases with known answers. All that is asked of a scorer is what it says to a case's history. */
public interface Questions {
  /** How many cases. */
  int size();

  /** Items that compete, numbers from 0. */
  int items();

  /** What is known of a case. */
  History history(int number);

  /** Items that may not be in its list, ascending. */
  int[] excluded(int number);

  /** The right answers, ascending, at least one, none of them excluded. */
  int[] targets(int number);
}
