package dev.parallax.contracts.feedback;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * A rating, a survey answer, a comment or a complaint.
 *
 * @param score on the scale of {@link Kind}; null for a comment or complaint without one
 * @param itemId the item it is about, may be null
 * @param category the product category it is about, may be null
 * @param text free text with e-mail addresses and numbers that look like phone or card numbers
 *     masked; may be null
 * @param language BCP 47 tag, may be null
 */
public record FeedbackGiven(
    String id,
    String cid,
    Kind kind,
    Double score,
    String itemId,
    String category,
    String orderId,
    String text,
    String language,
    Instant occurredAt,
    Instant receivedAt,
    String source)
    implements PersonalEvent {

  /** What was asked, with the scale of its answer. */
  public enum Kind {
    /** 1 to 5 stars. */
    RATING(1, 5),
    /** Net promoter score, 0 to 10 (Reichheld 2003). */
    NPS(0, 10),
    /** Customer satisfaction, 1 to 5. */
    CSAT(1, 5),
    /** Customer effort score, 1 to 7. */
    CES(1, 7),
    COMMENT(Double.NaN, Double.NaN),
    COMPLAINT(Double.NaN, Double.NaN);

    private final double lowest;
    private final double highest;

    Kind(double lowest, double highest) {
      this.lowest = lowest;
      this.highest = highest;
    }

    /** Lowest score, NaN where the kind has none. */
    public double lowest() {
      return lowest;
    }

    /** Highest score, NaN where the kind has none. */
    public double highest() {
      return highest;
    }

    /** Whether an answer of this kind must have a score. */
    public boolean scored() {
      return !Double.isNaN(lowest);
    }
  }

  public FeedbackGiven {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.value("kind", kind);
    Required.value("occurredAt", occurredAt);
    Required.value("receivedAt", receivedAt);
    if (kind.scored() && (score == null || score < kind.lowest() || score > kind.highest())) {
      throw new IllegalArgumentException(
          "score of a " + kind + " must be between " + kind.lowest() + " and " + kind.highest());
    }
  }

  @Override
  public String key() {
    return cid;
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return receivedAt;
  }
}
