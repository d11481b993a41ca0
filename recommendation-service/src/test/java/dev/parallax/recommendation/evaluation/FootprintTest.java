package dev.parallax.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.recommendation.algorithm.Algorithms;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FootprintTest {
  private static final long MEBI = 1 << 20;
  private static final long GIBI = 1 << 30;

  /** MovieLens-1M, Gowalla as RecBole has it, and the largest that bench/results knows. */
  private static final Footprint.Data MOVIES = data(6_040, 3_706, 1_000_209);

  private static final Footprint.Data GOWALLA = data(29_858, 40_981, 1_027_370);
  private static final Footprint.Data LARGE = data(1_000_000, 100_000, 9_254_172);

  @Test
  void settingsCount() {
    Footprint.Data shop = data(1_000, 20_000, 500_000);
    assertThat(bytes("item-knn", Map.of("k", 50), shop)).isLessThan(60 * MEBI);
    assertThat(bytes("item-knn", Map.of("k", 20_000), shop)).isGreaterThan(6 * GIBI);
    assertThat(bytes("item-knn", Map.of("k", 1_000_000), shop))
        .isEqualTo(bytes("item-knn", Map.of("k", 20_000), shop));
    assertThat(bytes("ease", Map.of("approximation", "sparse", "neighbours", 2_000), shop))
        .isGreaterThan(2 * bytes("ease", Map.of("approximation", "sparse"), shop));
    assertThat(bytes("als", Map.of("factors", 512), shop))
        .isGreaterThan(3 * bytes("als", Map.of("factors", 64), shop));
    assertThat(bytes("rating-knn", Map.of("kept", 100_000), shop)).isGreaterThan(6 * GIBI);
  }

  /** What two matrices of the kept cosines alone take, as rows and joined. */
  @Test
  void sparseEaseIsCountedByTheCosinesThatItKeeps() {
    long cosines = 2 * 8L * 512;
    assertThat(bytes("ease", Map.of(), GOWALLA)).isGreaterThan(cosines * 40_981);
    assertThat(bytes("ease", Map.of(), LARGE)).isGreaterThan(cosines * 100_000);
    assertThat(bytes("rating-knn", Map.of(), MOVIES)).isGreaterThan(2 * 8L * 1_000 * 3_706);
  }

  @Test
  void whereDenseEaseDoesNotFitSparseDoes() {
    Footprint.Data shop = data(50_000, 15_000, 500_000);
    Footprint small = new Footprint(shop, 300 * MEBI);
    Contestant ease = Contestant.of("ease");
    assertThat(small.fits(ease)).isFalse();
    assertThat(small.fitting(ease).settings()).containsEntry("approximation", "sparse");
    assertThat(small.fits(small.fitting(ease))).isTrue();
    Contestant dense = new Contestant("ease", Map.of("approximation", "dense"));
    assertThat(small.fitting(dense)).isEqualTo(dense);
    Footprint large = new Footprint(shop, 2 * GIBI);
    assertThat(large.fitting(ease)).isEqualTo(ease);
    assertThat(small.fitting(Contestant.of("item-knn"))).isEqualTo(Contestant.of("item-knn"));
  }

  /** 60 % of a pod's 4 GiB, of which 60 % is for learning; 60 bytes of each are held beside. */
  @Test
  void tenMillionInteractionsFitThePodThatIsDelivered() {
    long room = (long) ((4 * GIBI * 0.6 - 100 * MEBI) * 0.6);
    Footprint.Data goal = new Footprint.Data(500_000, 100_000, 10_000_000, 60L * 10_000_000, 1);
    for (String algorithm : new String[] {"als", "item-knn"}) {
      assertThat(new Footprint(goal, room).fits(Contestant.of(algorithm))).as(algorithm).isTrue();
    }
  }

  @Test
  void whatDoesNotFitIsToldWithWhatWouldHelp() {
    Footprint small = new Footprint(GOWALLA, 100 * MEBI);
    assertThatExceptionOfType(TooLargeException.class)
        .isThrownBy(() -> small.check(Contestant.of("ease")))
        .withMessageStartingWith("ease needs about ")
        .withMessageContaining("40981 items")
        .withMessageContaining("PARALLAX_HEAP_RECOMMENDATION");
  }

  @Test
  void whatIsHeldBesideAndEveryModelAtOnceCount() {
    Footprint.Data two = new Footprint.Data(6_040, 3_706, 1_000_209, 70 * MEBI, 2);
    long one = bytes("item-knn", Map.of(), MOVIES) - 40L * 1_000_209;
    assertThat(bytes("item-knn", Map.of(), two)).isEqualTo(70 * MEBI + 40L * 1_000_209 + 2 * one);
  }

  @Test
  void everyAlgorithmHasOneByItsDefaults() {
    for (String algorithm : Algorithms.names()) {
      assertThat(bytes(algorithm, Map.of(), MOVIES)).as(algorithm).isGreaterThan(40 * MEBI / 2);
    }
  }

  private static long bytes(String algorithm, Map<String, Object> settings, Footprint.Data data) {
    return new Footprint(data, Long.MAX_VALUE).bytes(new Contestant(algorithm, settings));
  }

  private static Footprint.Data data(long users, long items, long interactions) {
    return new Footprint.Data(users, items, interactions, 0, 1);
  }
}
