package dev.parallax.recommendation.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.guardrail.Guardrail;
import dev.parallax.recommendation.statistics.Buckets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * An experiment and where it stands.
 *
 * @param stoppedBecause null unless it was stopped without anybody's doing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Experiment(
    String name,
    State state,
    ExperimentDefinition definition,
    Instant createdAt,
    Instant startedAt,
    Instant stoppedAt,
    Stop stoppedBecause) {

  /**
   * One arm was worse than the first beyond chance.
   *
   * @param arm which
   * @param guardrail what was worse
   * @param why by how much, for people
   */
  public record Stop(String arm, Guardrail guardrail, Phrase why) {}

  /** A draft may still be changed; what was stopped stays for its results. */
  public enum State {
    DRAFT,
    RUNNING,
    STOPPED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a customer gets, the same each time; empty for whoever does not take part. Whether they do
   * and which arm they get are two draws, so that a larger share moves nobody to another arm.
   */
  Optional<Treatment> treatment(String cid) {
    String salt = name + "@" + startedAt;
    if (Buckets.place(salt + "#part", cid) >= definition.shareOrAll()) {
      return Optional.empty();
    }
    if (definition.kindOrUsual() == ExperimentDefinition.Kind.INTERLEAVED) {
      ExperimentDefinition.Arm first = definition.arms().getFirst();
      ExperimentDefinition.Arm second = definition.arms().getLast();
      return Optional.of(
          new Treatment(
              name,
              Treatment.INTERLEAVED,
              first.variant(),
              new Treatment.Second(first.name(), second.name(), second.variant()),
              Treatment.Compared.NOTHING));
    }
    double all = definition.arms().stream().mapToDouble(ExperimentDefinition.Arm::weight).sum();
    double place = Buckets.place(salt + "#arm", cid) * all;
    ExperimentDefinition.Arm arm = definition.arms().getLast();
    for (ExperimentDefinition.Arm one : definition.arms()) {
      place -= one.weight();
      if (place < 0) {
        arm = one;
        break;
      }
    }
    return Optional.of(new Treatment(name, arm.name(), arm.variant(), null, compared(all)));
  }

  private Treatment.Compared compared(double all) {
    if (!definition.isEstimated()) {
      return Treatment.Compared.NOTHING;
    }
    return new Treatment.Compared(
        definition.arms().stream()
            .map(arm -> new Treatment.Chance(arm.name(), arm.variant(), arm.weight() / all))
            .toList(),
        definition.candidatesOrNone().stream()
            .map(one -> new Treatment.Chance(one.name(), one.variant(), 0))
            .toList(),
        definition.shuffledOrNone());
  }
}
