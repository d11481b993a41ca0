package dev.parallax.experience.friction;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.experience.measure.Difference;
import dev.parallax.experience.measure.Share;
import java.util.Locale;
import java.util.Map;

/**
 * A friction with what is sure of it, and its place. The place goes by the customers hit times the
 * loss that is left when chance is ruled out; the estimate itself was rejected, since it puts first
 * whatever was seen five times.
 *
 * @param trend change of the rate; null where nobody came to the page in the period before
 * @param before the rate then; null likewise
 * @param impact orders with it less without; null where too few visits can be compared
 */
record Ranked(
    FrictionSums sums,
    Share rate,
    Share before,
    Difference trend,
    Share with,
    Share without,
    Difference impact) {
  /** Of the standard normal, for 95 % between two bounds. */
  private static final double Z = 1.959964;

  /**
   * @param fewest visits with and without it that can be compared
   */
  static Ranked of(FrictionSums sums, int fewest) {
    Share rate = Share.of(sums.hit(), sums.visits(), Z);
    Share before =
        sums.before() == null ? null : Share.of(sums.before().hit(), sums.before().visits(), Z);
    Share with = Share.of(sums.went(), sums.open(), Z);
    Share without = Share.of(sums.wentWithout(), sums.openWithout(), Z);
    boolean compared = sums.open().total() >= fewest && sums.openWithout().total() >= fewest;
    return new Ranked(
        sums,
        rate,
        before,
        before == null ? null : Difference.of(rate, before),
        with,
        without,
        compared ? Difference.of(with, without) : null);
  }

  /** The share of visits that is lost at least. */
  double loss() {
    return impact == null ? 0 : Math.max(0, -impact.upper());
  }

  double score() {
    return sums.customers() * loss();
  }

  Place place() {
    return new Place(score(), sums.customers(), rate.value(), sums.kind().wireName(), sums.page());
  }

  /** Why it stands where it stands. */
  Reason reason() {
    long customers = sums.customers();
    if (impact == null) {
      return reason(
          "too-few-to-compare",
          "hit %d customers; too few visits to tell whether it costs orders",
          "影响 %d 位客户；访问太少，无法判断是否损失订单",
          customers);
    }
    if (loss() == 0) {
      return reason(
          "no-loss-shown",
          "hit %d customers; orders do not differ for sure",
          "影响 %d 位客户；订单差异尚不能确定",
          customers);
    }
    return reason(
        "orders-lost",
        "hit %d customers, whose visits end in an order at least %.1f points less often",
        "影响 %d 位客户，其访问的下单率至少低 %.1f 个百分点",
        customers,
        100 * loss());
  }

  private Reason reason(String code, String en, String zh, Object... numbers) {
    return new Reason(
        code,
        new Phrase(
            String.format(Locale.ROOT, en, numbers), String.format(Locale.ROOT, zh, numbers)),
        score(),
        Map.of("customers", sums.customers(), "loss", loss()));
  }
}
