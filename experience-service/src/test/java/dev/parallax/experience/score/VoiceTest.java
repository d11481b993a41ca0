package dev.parallax.experience.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VoiceTest {
  @Test
  void netPromoterScoreIsPercentPromotersMinusPercentDetractors() {
    Voice voice = voices(List.of(10, 9, 8, 7, 6, 0, 9));
    assertThat(voice.promoters()).isEqualTo(3);
    assertThat(voice.passives()).isEqualTo(2);
    assertThat(voice.detractors()).isEqualTo(2);
    assertThat(voice.nps()).isCloseTo(100.0 / 7, within(1e-9));
  }

  @Test
  void fractionsOfAScoreFallIntoTheClassBelow() {
    assertThat(Voice.nps(8.9).passives()).isEqualTo(1);
    assertThat(Voice.nps(6.9).detractors()).isEqualTo(1);
  }

  @Test
  void silenceHasNoScore() {
    assertThat(Voice.SILENT.nps()).isNull();
    assertThat(Voice.SILENT.meanRating()).isNull();
    assertThat(Voice.SILENT.csat()).isNull();
    assertThat(Voice.SILENT.effort()).isNull();
    assertThat(Voice.SILENT.responses()).isZero();
  }

  @Test
  void kindsOfAnswersDoNotMix() {
    Voice voice =
        Voice.rating(5)
            .and(Voice.rating(2))
            .and(Voice.csat(4))
            .and(Voice.csat(3))
            .and(Voice.effort(6))
            .and(Voice.comment())
            .and(Voice.complaint())
            .and(Voice.nps(10));
    assertThat(voice.meanRating()).isEqualTo(3.5);
    assertThat(voice.csat()).isEqualTo(0.5);
    assertThat(voice.effort()).isEqualTo(6);
    assertThat(voice.nps()).isEqualTo(100);
    assertThat(voice.responses()).isEqualTo(6);
  }

  @Property(seed = "2026")
  void scoreLiesBetweenMinusAndPlusHundredAndIsThatOfTheAnswersTogether(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 10) Integer> scores,
      @ForAll @IntRange(max = 50) int cut) {
    int at = Math.min(cut, scores.size());
    Voice whole = voices(scores);
    assertThat(voices(scores.subList(0, at)).and(voices(scores.subList(at, scores.size()))))
        .isEqualTo(whole);
    assertThat(whole.nps()).isBetween(-100.0, 100.0);
    double expected =
        scores.stream().mapToInt(s -> s >= 9 ? 100 : s <= 6 ? -100 : 0).average().orElseThrow();
    assertThat(whole.nps()).isCloseTo(expected, within(1e-9));
  }

  private static Voice voices(List<Integer> scores) {
    return scores.stream().map(Voice::nps).reduce(Voice.SILENT, Voice::and);
  }
}
