package dev.parallax.experience.customer;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose facts may be in a number. */
@ApplicationScoped
public class Analytics {
  /** The condition on customer {@code c} in a query; its parameter is {@link #assumed}. */
  public static final String ALLOWED = "coalesce(c.effective, ?)";

  private final boolean assumed;

  Analytics(ConsentPolicy policy) {
    this.assumed = policy.answer(Purpose.ANALYTICS, null);
  }

  /** Whether customers who were never asked count. */
  public boolean assumed() {
    return assumed;
  }
}
