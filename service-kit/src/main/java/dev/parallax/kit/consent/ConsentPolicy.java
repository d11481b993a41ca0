package dev.parallax.kit.consent;

import dev.parallax.contracts.profile.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Decides by a customer's explicit answers, and by configuration where there are none. */
@ApplicationScoped
public class ConsentPolicy {
  private final Set<Purpose> assumed = EnumSet.of(Purpose.FRAUD_PREVENTION);

  @Inject
  ConsentPolicy(ConsentConfig config) {
    this(config.assumed().orElse(Set.of()));
  }

  /** For code outside CDI. */
  public ConsentPolicy(Set<Purpose> assumed) {
    this.assumed.addAll(assumed);
  }

  /**
   * @param explicit the customer's answers as they stand on customer-profiles; null or empty when
   *     there are none
   */
  public boolean allows(Purpose purpose, Map<Purpose, Boolean> explicit) {
    Boolean answer = explicit == null ? null : explicit.get(purpose);
    return answer(purpose, answer);
  }

  /** The same for one answer, null when the customer has not answered. */
  public boolean answer(Purpose purpose, Boolean answer) {
    return answer == null ? assumed.contains(purpose) : answer;
  }
}
