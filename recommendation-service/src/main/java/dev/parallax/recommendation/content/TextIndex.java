package dev.parallax.recommendation.content;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.neighbour.TopK;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An inverted index of the catalog's texts: BM25 (Robertson and Zaragoza 2009) with a name counting
 * twice as much as a category and an attribute half as much, and cosine of tf-idf between items.
 * Immutable; documents are numbered from 0 in the order of their ids.
 */
public final class TextIndex {
  private static final float NAME = 2;
  private static final float CATEGORY = 1;
  private static final float ATTRIBUTE = 0.5f;
  private static final double K1 = 1.2;
  private static final double B = 0.75;

  /** Of the best match; below it, what matches is mostly chance. */
  private static final float LEAST_SHARE = 0.3f;

  /** Terms in more than this share of texts say nothing of what is alike. */
  private static final double COMMON = 0.1;

  private static final int RARE_ENOUGH = 50;

  private final String[] ids;
  private final Map<String, Integer> terms;
  private final int[] termFrom;
  private final int[] documents;
  private final float[] frequencies;
  private final int[] documentFrom;
  private final int[] termOf;
  private final float[] weightOf;
  private final double[] norms;
  private final double[] lengths;
  private final double averageLength;
  private final double[] prices;

  /** Best first, with scores in (0, 1], 1 for the best. */
  public record Hits(int[] documents, float[] scores) {
    public int size() {
      return documents.length;
    }
  }

  private TextIndex(List<CatalogItem> items) {
    int count = items.size();
    this.ids = items.stream().map(CatalogItem::itemId).toArray(String[]::new);
    this.prices =
        items.stream().mapToDouble(i -> i.price() == null ? 0 : i.price().doubleValue()).toArray();
    this.terms = new HashMap<>();
    this.documentFrom = new int[count + 1];
    this.lengths = new double[count];
    int[] term = new int[count * 16 + 16];
    float[] weight = new float[term.length];
    int size = 0;
    for (int d = 0; d < count; d++) {
      for (Map.Entry<String, Float> one : termsOf(items.get(d)).entrySet()) {
        if (size == term.length) {
          term = Arrays.copyOf(term, size * 2);
          weight = Arrays.copyOf(weight, size * 2);
        }
        Integer known = terms.putIfAbsent(one.getKey(), terms.size());
        term[size] = known == null ? terms.size() - 1 : known;
        weight[size++] = one.getValue();
        lengths[d] += one.getValue();
      }
      documentFrom[d + 1] = size;
    }
    this.averageLength = Arrays.stream(lengths).average().orElse(1);
    this.termOf = Arrays.copyOf(term, size);
    this.weightOf = Arrays.copyOf(weight, size);
    this.termFrom = new int[terms.size() + 1];
    this.documents = new int[size];
    this.frequencies = new float[size];
    invert();
    this.norms = norms();
  }

  public static TextIndex of(Collection<CatalogItem> items) {
    return new TextIndex(items.stream().sorted(Comparator.comparing(CatalogItem::itemId)).toList());
  }

  private static Map<String, Float> termsOf(CatalogItem item) {
    Map<String, Float> found = new HashMap<>();
    Terms.add(item.name(), NAME, found);
    Terms.add(item.category(), CATEGORY, found);
    item.attributes().values().forEach(value -> Terms.add(value, ATTRIBUTE, found));
    return found;
  }

  private void invert() {
    for (int t : termOf) {
      termFrom[t + 1]++;
    }
    for (int t = 0; t + 1 < termFrom.length; t++) {
      termFrom[t + 1] += termFrom[t];
    }
    int[] next = Arrays.copyOf(termFrom, termFrom.length);
    for (int d = 0; d < ids.length; d++) {
      for (int p = documentFrom[d]; p < documentFrom[d + 1]; p++) {
        int place = next[termOf[p]]++;
        documents[place] = d;
        frequencies[place] = weightOf[p];
      }
    }
  }

  private double[] norms() {
    double[] norm = new double[ids.length];
    for (int d = 0; d < ids.length; d++) {
      double sum = 0;
      for (int p = documentFrom[d]; p < documentFrom[d + 1]; p++) {
        double weight = weightOf[p] * rarity(termOf[p]);
        sum += weight * weight;
      }
      norm[d] = Math.sqrt(sum);
    }
    return norm;
  }

  public int size() {
    return ids.length;
  }

  public String id(int document) {
    return ids[document];
  }

  /** Inverse document frequency, above 0. */
  private double rarity(int term) {
    int in = termFrom[term + 1] - termFrom[term];
    return Math.log(1 + (ids.length - in + 0.5) / (in + 0.5));
  }

  /** What matches best, at most {@code most}; empty where nothing does. */
  public Hits search(String query, int most) {
    Map<String, Float> wanted = new HashMap<>();
    Terms.add(query, 1, wanted);
    double[] score = new double[ids.length];
    wanted.forEach(
        (text, weight) -> {
          Integer term = terms.get(text);
          if (term != null) {
            double rarity = weight * rarity(term);
            for (int p = termFrom[term]; p < termFrom[term + 1]; p++) {
              int d = documents[p];
              double tf = frequencies[p];
              score[d] +=
                  rarity * tf * (K1 + 1) / (tf + K1 * (1 - B + B * lengths[d] / averageLength));
            }
          }
        });
    return best(score, most, LEAST_SHARE);
  }

  /** The same by the item's id; empty for one that is not there. */
  public Hits similar(String id, int most) {
    int document = Arrays.binarySearch(ids, id);
    return document < 0 ? new Hits(new int[0], new float[0]) : similar(document, most);
  }

  /**
   * The documents most like one, without itself: cosine of tf-idf over terms that are not common,
   * less the further apart the prices are (to 0.7 of it). Scores are similarities in (0, 1].
   */
  public Hits similar(int document, int most) {
    double[] dot = new double[ids.length];
    int common = (int) Math.max(RARE_ENOUGH, COMMON * ids.length);
    for (int p = documentFrom[document]; p < documentFrom[document + 1]; p++) {
      int term = termOf[p];
      if (termFrom[term + 1] - termFrom[term] <= common) {
        double rarity = rarity(term);
        double weight = weightOf[p] * rarity * rarity;
        for (int q = termFrom[term]; q < termFrom[term + 1]; q++) {
          dot[documents[q]] += weight * frequencies[q];
        }
      }
    }
    TopK top = new TopK(most);
    for (int d = 0; d < dot.length; d++) {
      if (d != document && dot[d] > 0) {
        double cosine = dot[d] / (norms[d] * norms[document]);
        top.offer(d, (float) (cosine * priceFactor(prices[d], prices[document])));
      }
    }
    top.sortByScore();
    return new Hits(top.items(), top.scores());
  }

  private static double priceFactor(double one, double other) {
    return one > 0 && other > 0 ? 0.7 + 0.3 * Math.exp(-Math.abs(Math.log(one / other))) : 1;
  }

  private static Hits best(double[] score, int most, float leastShare) {
    TopK top = new TopK(most);
    for (int d = 0; d < score.length; d++) {
      if (score[d] > 0) {
        top.offer(d, (float) score[d]);
      }
    }
    top.sortByScore();
    int[] documents = top.items();
    float[] scores = top.scores();
    int kept = 0;
    while (kept < scores.length && scores[kept] >= leastShare * scores[0]) {
      kept++;
    }
    float highest = kept > 0 ? scores[0] : 1;
    float[] shares = new float[kept];
    for (int i = 0; i < kept; i++) {
      shares[i] = scores[i] / highest;
    }
    return new Hits(Arrays.copyOf(documents, kept), shares);
  }
}
