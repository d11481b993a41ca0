package dev.parallax.recommendation.guardrail;

import dev.parallax.recommendation.performance.ArmReader;
import dev.parallax.recommendation.statistics.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges arms by what followed their lists and how their answers came out: of a promotion that is
 * watched as of an experiment. However often one looks, and however many arms there are, a
 * guardrail is broken by chance no more often than {@link GuardrailConfig#significance}.
 */
@ApplicationScoped
public class ArmGuard {
  private final ArmReader arms;
  private final AnswerCounts answers;
  private final GuardrailConfig config;

  ArmGuard(ArmReader arms, AnswerCounts answers, GuardrailConfig config) {
    this.arms = arms;
    this.answers = answers;
    this.config = config;
  }

  /**
   * @param experiment what lists call it
   * @param first what the others are compared with
   * @param since lists shown from then on; answers are those since they were forgotten
   * @return by the names of the others, in their order
   */
  public Map<String, List<Finding>> judge(
      String experiment, String first, List<String> others, Instant since, Instant now) {
    Map<String, ArmReader.Arm> shown = arms.read(experiment, since, now);
    Map<String, Guardrails.Answers> asked = answers.of(experiment);
    Guardrails guardrails = new Guardrails(config, others.size());
    Map<String, List<Finding>> findings = new LinkedHashMap<>();
    for (String other : others) {
      findings.put(other, guardrails.judge(side(first, shown, asked), side(other, shown, asked)));
    }
    return findings;
  }

  /**
   * Of an interleaved experiment.
   *
   * @param won lists that one of both arms won, by customer; hit where the second did
   */
  public Finding preference(Rate.Sums won) {
    return new Guardrails(config, 1).preference(won);
  }

  private static Guardrails.Side side(
      String arm, Map<String, ArmReader.Arm> shown, Map<String, Guardrails.Answers> asked) {
    ArmReader.Arm sums = shown.getOrDefault(arm, ArmReader.Arm.NOBODY);
    return new Guardrails.Side(
        sums.clicks(), sums.orders(), asked.getOrDefault(arm, Guardrails.Answers.NONE));
  }
}
