package dev.parallax.experience.feedback;

import dev.parallax.contracts.Phrase;
import dev.parallax.experience.score.Voice;
import java.util.List;

/** What customers answered, by the segment they are in now. */
public record FeedbackSummary(FeedbackScore overall, List<SegmentScore> bySegment) {

  /**
   * @param nps per cent promoters (9 and 10) minus per cent detractors (0 to 6), -100 to 100; null
   *     without an answer, as the other scores
   * @param meanRating 1 to 5 stars, reviews included
   * @param csat share of answers of 4 and 5
   * @param effort mean customer effort score, 1 to 7
   * @param responses answers with a score, of all kinds
   */
  public record FeedbackScore(
      Double nps,
      Double meanRating,
      Double csat,
      Double effort,
      long responses,
      long npsResponses,
      long promoters,
      long passives,
      long detractors,
      long ratings,
      long csatResponses,
      long effortResponses,
      long comments,
      long complaints) {
    static FeedbackScore of(Voice voice) {
      return new FeedbackScore(
          voice.nps(),
          voice.meanRating(),
          voice.csat(),
          voice.effort(),
          voice.responses(),
          voice.npsAnswers(),
          voice.promoters(),
          voice.passives(),
          voice.detractors(),
          voice.ratings(),
          voice.csatAnswers(),
          voice.effortAnswers(),
          voice.comments(),
          voice.complaints());
    }
  }

  /** The same for one segment. */
  public record SegmentScore(
      String segment,
      Phrase name,
      Double nps,
      Double meanRating,
      Double csat,
      long responses,
      long npsResponses,
      long ratings,
      long csatResponses,
      long complaints) {
    static SegmentScore of(String segment, Phrase name, Voice voice) {
      return new SegmentScore(
          segment,
          name,
          voice.nps(),
          voice.meanRating(),
          voice.csat(),
          voice.responses(),
          voice.npsAnswers(),
          voice.ratings(),
          voice.csatAnswers(),
          voice.complaints());
    }
  }
}
