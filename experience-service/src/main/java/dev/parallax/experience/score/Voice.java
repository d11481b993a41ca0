package dev.parallax.experience.score;

/**
 * What some customers answered, counted; voices add up.
 *
 * @param promoters NPS answers of 9 and 10
 * @param passives 7 and 8
 * @param detractors 0 to 6
 * @param ratings answers of 1 to 5 stars, reviews among them
 * @param satisfied CSAT answers of 4 and 5, of {@code csatAnswers}
 * @param effortSum sum of {@code effortAnswers} customer effort scores
 */
public record Voice(
    long promoters,
    long passives,
    long detractors,
    long ratings,
    double ratingSum,
    long csatAnswers,
    long satisfied,
    long effortAnswers,
    double effortSum,
    long comments,
    long complaints) {
  public static final Voice SILENT = new Voice(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private static final double PROMOTER = 9;
  private static final double PASSIVE = 7;
  private static final double SATISFIED = 4;

  /** One NPS answer (Reichheld, "The One Number You Need to Grow", HBR 2003). */
  public static Voice nps(double score) {
    boolean promotes = score >= PROMOTER;
    boolean passive = !promotes && score >= PASSIVE;
    return new Voice(
        promotes ? 1 : 0, passive ? 1 : 0, promotes || passive ? 0 : 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  public static Voice rating(double stars) {
    return new Voice(0, 0, 0, 1, stars, 0, 0, 0, 0, 0, 0);
  }

  public static Voice csat(double score) {
    return new Voice(0, 0, 0, 0, 0, 1, score >= SATISFIED ? 1 : 0, 0, 0, 0, 0);
  }

  public static Voice effort(double score) {
    return new Voice(0, 0, 0, 0, 0, 0, 0, 1, score, 0, 0);
  }

  public static Voice comment() {
    return new Voice(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0);
  }

  public static Voice complaint() {
    return new Voice(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  public Voice and(Voice other) {
    return new Voice(
        promoters + other.promoters,
        passives + other.passives,
        detractors + other.detractors,
        ratings + other.ratings,
        ratingSum + other.ratingSum,
        csatAnswers + other.csatAnswers,
        satisfied + other.satisfied,
        effortAnswers + other.effortAnswers,
        effortSum + other.effortSum,
        comments + other.comments,
        complaints + other.complaints);
  }

  /** Per cent promoters minus per cent detractors, -100 to 100; null without an answer. */
  public Double nps() {
    long answers = npsAnswers();
    return answers == 0 ? null : 100.0 * (promoters - detractors) / answers;
  }

  /** 1 to 5; null without a rating. */
  public Double meanRating() {
    return ratings == 0 ? null : ratingSum / ratings;
  }

  /** Share of answers of 4 and 5, 0 to 1; null without an answer. */
  public Double csat() {
    return csatAnswers == 0 ? null : (double) satisfied / csatAnswers;
  }

  /** Mean customer effort, 1 to 7; null without an answer. */
  public Double effort() {
    return effortAnswers == 0 ? null : effortSum / effortAnswers;
  }

  public long npsAnswers() {
    return promoters + passives + detractors;
  }

  /** Answers with a score, of whatever kind. */
  public long responses() {
    return npsAnswers() + ratings + csatAnswers + effortAnswers;
  }
}
