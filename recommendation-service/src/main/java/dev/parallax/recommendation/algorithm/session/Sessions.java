package dev.parallax.recommendation.algorithm.session;

import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.Arrays;

/**
 * Sessions numbered by when they ended, the newest last.
 *
 * @param items of each session, ascending; the value is their number
 * @param newestOf of each item the sessions that have it, the newest {@code sample} only
 * @param counts in how many sessions each item is
 */
record Sessions(SparseMatrix items, SparseMatrix newestOf, int[] counts) {

  static Sessions of(Interactions data, SessionKnnAlgorithm settings) {
    int[] begins = begins(data, settings);
    SparseMatrix items = items(data, byEnd(data, begins), begins);
    int[] counts = new int[data.items()];
    for (int p = 0; p < items.entries(); p++) {
      counts[items.column(p)]++;
    }
    return new Sessions(items, newest(items, counts, settings.sample()), counts);
  }

  /** The positions at which sessions begin, and the end of the last. */
  private static int[] begins(Interactions data, SessionKnnAlgorithm settings) {
    int[] begins = new int[data.size() + 1];
    int count = 0;
    for (int user = 0; user < data.users(); user++) {
      for (int p = data.from(user); p < data.to(user); p++) {
        if (p == data.from(user) || settings.endsSession(data.second(p - 1), data.second(p))) {
          begins[count++] = p;
        }
      }
    }
    begins[count] = data.size();
    return Arrays.copyOf(begins, count + 1);
  }

  /** Which session comes at each place, the same for the same end by user. */
  private static int[] byEnd(Interactions data, int[] begins) {
    Integer[] order = new Integer[begins.length - 1];
    Arrays.setAll(order, session -> session);
    Arrays.sort(
        order,
        (a, b) -> Long.compare(data.second(begins[a + 1] - 1), data.second(begins[b + 1] - 1)));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private static SparseMatrix items(Interactions data, int[] order, int[] begins) {
    int[] offsets = new int[order.length + 1];
    int[] columns = new int[data.size()];
    int size = 0;
    for (int s = 0; s < order.length; s++) {
      int from = begins[order[s]];
      int[] own = new int[begins[order[s] + 1] - from];
      Arrays.setAll(own, i -> data.item(from + i));
      Arrays.sort(own);
      for (int i = 0; i < own.length; i++) {
        if (i == 0 || own[i] != own[i - 1]) {
          columns[size++] = own[i];
        }
      }
      offsets[s + 1] = size;
    }
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new SparseMatrix(data.items(), offsets, Arrays.copyOf(columns, size), ones);
  }

  private static SparseMatrix newest(SparseMatrix items, int[] counts, int sample) {
    int[] offsets = new int[counts.length + 1];
    for (int item = 0; item < counts.length; item++) {
      offsets[item + 1] = offsets[item] + Math.min(counts[item], sample);
    }
    int[] sessions = new int[offsets[counts.length]];
    int[] next = Arrays.copyOfRange(offsets, 1, offsets.length);
    for (int session = items.rows() - 1; session >= 0; session--) {
      for (int p = items.from(session); p < items.to(session); p++) {
        int item = items.column(p);
        if (next[item] > offsets[item]) {
          sessions[--next[item]] = session;
        }
      }
    }
    return new SparseMatrix(items.rows(), offsets, sessions, new float[sessions.length]);
  }
}
