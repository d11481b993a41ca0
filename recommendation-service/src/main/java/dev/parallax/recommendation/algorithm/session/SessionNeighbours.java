package dev.parallax.recommendation.algorithm.session;

import dev.parallax.recommendation.algorithm.Contribution;
import dev.parallax.recommendation.algorithm.Explanation;
import dev.parallax.recommendation.algorithm.History;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores by sessions like the last one of a history. Of n different items the newest weighs 1, the
 * one before {@code (n - 1) / n}, and so on; a session is as similar as the weights it shares, by
 * the root of its length; what it says counts 1, 1/2, 1/3 ... when the newest shared item is the
 * newest of all, the one before, ...
 */
final class SessionNeighbours implements Scorer {
  private final SessionKnnAlgorithm settings;
  private final Sessions sessions;

  SessionNeighbours(SessionKnnAlgorithm settings, Sessions sessions) {
    this.settings = settings;
    this.sessions = sessions;
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0);
    int[] current = current(history);
    Near near = near(current);
    SparseMatrix items = sessions.items();
    for (int n = 0; n < near.sessions.length; n++) {
      int session = near.sessions[n];
      float weight = (float) (near.similarities[n] * reach(session, current));
      for (int p = items.from(session); p < items.to(session); p++) {
        scores[items.column(p)] += weight;
      }
    }
    for (int item = 0; item < Math.min(scores.length, sessions.counts().length); item++) {
      scores[item] *= (float) rarity(item);
    }
  }

  /** A similarity is a sum over the items of the session, and with it the score. */
  @Override
  public List<Contribution> explain(History history, int item) {
    int[] current = current(history);
    Near near = near(current);
    double[] parts = new double[current.length];
    SparseMatrix items = sessions.items();
    for (int session : near.sessions) {
      if (items.at(session, item) == 0) {
        continue;
      }
      double scale = reach(session, current) * rarity(item) / length(session);
      for (int c = 0; c < current.length; c++) {
        if (items.at(session, current[c]) != 0) {
          parts[c] += scale * weight(c, current.length);
        }
      }
    }
    Explanation explanation = new Explanation();
    for (int c = 0; c < parts.length; c++) {
      explanation.add(current[c], parts[c]);
    }
    return explanation.parts();
  }

  /** The different items of the last session, the newest first. */
  private int[] current(History history) {
    int[] current = new int[Math.min(settings.length(), history.size())];
    int size = 0;
    for (int h = history.size() - 1; h >= 0 && size < current.length; h--) {
      if (h < history.size() - 1
          && settings.endsSession(history.seconds()[h], history.seconds()[h + 1])) {
        break;
      }
      int item = history.items()[h];
      boolean known = item < sessions.counts().length;
      for (int c = 0; c < size && known; c++) {
        known = current[c] != item;
      }
      if (known) {
        current[size++] = item;
      }
    }
    return Arrays.copyOf(current, size);
  }

  private static double weight(int place, int length) {
    return (double) (length - place) / length;
  }

  private double length(int session) {
    SparseMatrix items = sessions.items();
    return Math.sqrt(items.to(session) - items.from(session));
  }

  /** How near the newest shared item is. */
  private double reach(int session, int[] current) {
    int place = 0;
    while (sessions.items().at(session, current[place]) == 0) {
      place++;
    }
    return 1.0 / (place + 1);
  }

  private double rarity(int item) {
    int count = sessions.counts()[item];
    return count == 0 || settings.rareItems() == 0
        ? 1
        : Math.pow(Math.log1p((double) sessions.items().rows() / count), settings.rareItems());
  }

  private record Near(int[] sessions, float[] similarities) {}

  private Near near(int[] current) {
    int[] candidates = candidates(current);
    TopK nearest = new TopK(Math.min(settings.k(), candidates.length));
    for (int session : candidates) {
      double shared = 0;
      for (int c = 0; c < current.length; c++) {
        shared += sessions.items().at(session, current[c]) != 0 ? weight(c, current.length) : 0;
      }
      nearest.offer(session, (float) (shared / length(session)));
    }
    nearest.sortByItem();
    return new Near(nearest.items(), nearest.scores());
  }

  /** The newest sessions that share an item: they have the highest numbers. */
  private int[] candidates(int[] current) {
    SparseMatrix newest = sessions.newestOf();
    int[] all =
        Arrays.stream(current)
            .flatMap(
                item -> IntStream.range(newest.from(item), newest.to(item)).map(newest::column))
            .sorted()
            .distinct()
            .toArray();
    return Arrays.copyOfRange(all, Math.max(0, all.length - settings.sample()), all.length);
  }
}
