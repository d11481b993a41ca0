package dev.parallax.recommendation.algorithm.knn;

import dev.parallax.recommendation.algorithm.HistoryVector;
import dev.parallax.recommendation.algorithm.Options;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.util.stream.IntStream;

/**
 * Weights of text search, for what is compared: each row is a document, and its columns are the
 * words. A word that is in few documents says more (idf), and one of a long document less.
 */
final class TermWeighting {
  /** Which. */
  enum Kind {
    NONE,
    /** Square root of the value, times idf. */
    TF_IDF,
    /** Okapi BM25 (Robertson and Zaragoza, 2009). */
    BM25
  }

  /**
   * @param k1 from which value on more of the same adds little
   * @param b how much the length of a document counts, 0 to 1
   */
  record Settings(Kind kind, double k1, double b) {
    static Settings of(Options options) {
      return new Settings(
          options.oneOf("weighting", Kind.class, Kind.NONE),
          options.number("bm25K1", 0, 1_000_000, 1.2),
          options.number("bm25B", 0, 1, 0.75));
    }
  }

  private final Settings settings;
  private final double[] idf;
  private final double meanLength;

  private TermWeighting(Settings settings, double[] idf, double meanLength) {
    this.settings = settings;
    this.idf = idf;
    this.meanLength = meanLength;
  }

  /** As it is for these documents, and new ones among them. */
  static TermWeighting of(Settings settings, SparseMatrix documents) {
    double[] idf = new double[documents.columns()];
    double length = 0;
    for (int p = 0; p < documents.entries(); p++) {
      idf[documents.column(p)]++;
      length += documents.value(p);
    }
    for (int term = 0; term < idf.length; term++) {
      // 1 is added to both, so that a word of all documents still says a little.
      idf[term] = Math.log1p((documents.rows() + 1.0) / (idf[term] + 1));
    }
    return new TermWeighting(settings, idf, length / Math.max(1, documents.rows()));
  }

  /** The documents with their words weighted. */
  SparseMatrix weighted(SparseMatrix documents) {
    if (settings.kind() == Kind.NONE) {
      return documents;
    }
    double[] lengths = new double[documents.rows()];
    for (int row = 0; row < lengths.length; row++) {
      for (int p = documents.from(row); p < documents.to(row); p++) {
        lengths[row] += documents.value(p);
      }
    }
    return documents.with((row, column, value) -> weight(column, value, lengths[row]));
  }

  /** A new document with its words weighted. */
  HistoryVector weighted(HistoryVector document) {
    if (settings.kind() == Kind.NONE) {
      return document;
    }
    double length =
        IntStream.range(0, document.size()).mapToDouble(i -> document.weights()[i]).sum();
    float[] weights = new float[document.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) weight(document.items()[i], document.weights()[i], length);
    }
    return new HistoryVector(document.items(), weights);
  }

  private double weight(int term, double value, double length) {
    double tf = Math.max(0, value);
    return switch (settings.kind()) {
      case NONE -> value;
      case TF_IDF -> Math.sqrt(tf) * idf[term];
      case BM25 -> {
        double norm = 1 - settings.b() + settings.b() * (meanLength > 0 ? length / meanLength : 1);
        yield tf == 0 ? 0 : idf[term] * tf * (settings.k1() + 1) / (settings.k1() * norm + tf);
      }
    };
  }
}
