package dev.parallax.recommendation.experiment;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.performance.ArmReader;
import dev.parallax.recommendation.statistics.ChiSquare;
import dev.parallax.recommendation.statistics.Difference;
import dev.parallax.recommendation.statistics.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What may be said of an experiment. */
final class Judge {
  /** As differences of click-through go; fixed, since the test holds for one fixed before. */
  private static final double LIKELY_DIFFERENCE = 0.01;

  /** Of fewer the variance itself is not known well enough. */
  private static final int FEWEST_CUSTOMERS = 50;

  private static final double LIKELY_PREFERENCE = 0.1;
  private static final double MISMATCH = 0.001;
  private static final double SIGNIFICANT = 0.05;

  private Judge() {}

  static ExperimentResults ab(
      Experiment experiment, Map<String, ArmReader.Arm> shown, Instant from, Instant to) {
    List<ExperimentDefinition.Arm> defined = experiment.definition().arms();
    ArmReader.Arm first = shown.getOrDefault(defined.getFirst().name(), ArmReader.Arm.NOBODY);
    List<ExperimentResults.Arm> arms = new ArrayList<>();
    long[] customers = new long[defined.size()];
    double[] shares = new double[defined.size()];
    for (int i = 0; i < defined.size(); i++) {
      ArmReader.Arm sums = shown.getOrDefault(defined.get(i).name(), ArmReader.Arm.NOBODY);
      customers[i] = (long) sums.clicks().customers();
      shares[i] = defined.get(i).weight();
      arms.add(arm(defined.get(i).name(), sums, i == 0 ? null : first));
    }
    double chance = ChiSquare.fit(customers, shares);
    ExperimentResults.SampleRatio ratio =
        new ExperimentResults.SampleRatio(chance, chance < MISMATCH);
    return new ExperimentResults(
        experiment.name(),
        from,
        to,
        arms,
        ratio,
        null,
        List.of(),
        verdict(arms, ratio),
        experiment.stoppedBecause());
  }

  private static ExperimentResults.Arm arm(
      String name, ArmReader.Arm sums, ArmReader.Arm compared) {
    boolean comparable =
        compared != null
            && sums.clicks().customers() >= FEWEST_CUSTOMERS
            && compared.clicks().customers() >= FEWEST_CUSTOMERS;
    return new ExperimentResults.Arm(
        name,
        (long) sums.clicks().customers(),
        (long) sums.clicks().n(),
        (long) sums.clicks().x(),
        (long) sums.orders().x(),
        Rate.of(sums.clicks()),
        Rate.of(sums.orders()),
        comparable ? difference(compared.clicks(), sums.clicks()) : null,
        comparable ? difference(compared.orders(), sums.orders()) : null);
  }

  private static Difference difference(Rate.Sums first, Rate.Sums second) {
    return Difference.between(
        Difference.Side.of(first), Difference.Side.of(second), LIKELY_DIFFERENCE);
  }

  private static Phrase verdict(
      List<ExperimentResults.Arm> arms, ExperimentResults.SampleRatio ratio) {
    return ratio.mismatch()
        ? new Phrase(
            "The arms do not have the shares of customers that they should: something but chance"
                + " divides them, and the results cannot be trusted.",
            "各组的客户比例与设定不符：分组并非完全随机，结果不可信。")
        : Verdict.of(arms, SIGNIFICANT);
  }

  static ExperimentResults interleaved(
      Experiment experiment,
      Map<String, ArmReader.Arm> shown,
      InterleavingReader.Wins wins,
      Instant from,
      Instant to) {
    ArmReader.Arm both = shown.getOrDefault(Treatment.INTERLEAVED, ArmReader.Arm.NOBODY);
    Rate.Sums decided = wins.decided();
    Difference share =
        Difference.between(
            new Difference.Side(0.5, 0), Difference.Side.of(decided), LIKELY_PREFERENCE);
    ExperimentResults.Preference preference =
        new ExperimentResults.Preference(
            (long) (decided.n() - decided.x()), (long) decided.x(), wins.ties(), share);
    return new ExperimentResults(
        experiment.name(),
        from,
        to,
        List.of(arm(Treatment.INTERLEAVED, both, null)),
        null,
        preference,
        List.of(),
        preferred(experiment, decided, share),
        experiment.stoppedBecause());
  }

  private static Phrase preferred(Experiment experiment, Rate.Sums decided, Difference share) {
    if (decided.customers() < FEWEST_CUSTOMERS || share.probability() >= SIGNIFICANT) {
      return new Phrase("Neither arm is preferred beyond chance so far.", "目前没有超出偶然的偏好。");
    }
    List<ExperimentDefinition.Arm> arms = experiment.definition().arms();
    boolean second = share.value() > 0;
    double part = (second ? decided.x() : decided.n() - decided.x()) / decided.n();
    String name = (second ? arms.getLast() : arms.getFirst()).name();
    return new Phrase(
        String.format(
            Locale.ROOT,
            "Customers prefer %s: it won %.1f %% of the lists that either won.",
            name,
            100 * part),
        String.format(Locale.ROOT, "客户更喜欢“%s”：在分出胜负的列表中胜出 %.1f %%。", name, 100 * part));
  }
}
