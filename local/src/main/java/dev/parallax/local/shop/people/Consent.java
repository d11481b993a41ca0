package dev.parallax.local.shop.people;

import dev.parallax.local.shop.chance.Chance;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What a customer has allowed. Most allow most; a few refuse, and must be obeyed. */
public record Consent(boolean analytics, boolean personalization, boolean marketing) {

  private static final double REFUSES_ANALYTICS = 0.02;
  private static final double REFUSES_PERSONALIZATION = 0.04;
  private static final double REFUSES_MARKETING = 0.45;

  static Consent draw(RandomGenerator random) {
    boolean analytics = !Chance.happens(random, REFUSES_ANALYTICS);
    boolean personalization = !Chance.happens(random, REFUSES_PERSONALIZATION);
    boolean marketing = !Chance.happens(random, REFUSES_MARKETING);
    return new Consent(analytics, personalization, marketing);
  }

  /** As Segment's {@code context.consent.categoryPreferences}. */
  public Map<String, Boolean> preferences() {
    Map<String, Boolean> preferences = new TreeMap<>();
    preferences.put("analytics", analytics);
    preferences.put("personalization", personalization);
    preferences.put("marketing", marketing);
    return preferences;
  }
}
