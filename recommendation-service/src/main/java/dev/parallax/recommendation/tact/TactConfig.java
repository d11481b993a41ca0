package dev.parallax.recommendation.tact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.recommendation.tact.*}. */
@ConfigMapping(prefix = "parallax.recommendation.tact")
public interface TactConfig {
  /** An item is shown to a customer on at most so many visits of a period; 0: no bound. */
  @WithDefault("20")
  int mostShowings();

  /** The period of it. */
  @WithDefault("7D")
  Duration showingPeriod();

  /** An item is in at most so many mails to a customer within a period; 0: no bound. */
  @WithDefault("2")
  int mostMails();

  /** The period of it. */
  @WithDefault("14D")
  Duration mailPeriod();

  /** What is shown again within this time is the same visit. */
  @WithDefault("30M")
  Duration visit();

  /** From so many visits on an item that the customer never looked at loses. */
  @WithDefault("4")
  double fatigueAfter();

  /** So many visits more halve its score. */
  @WithDefault("4")
  double fatigueHalving();

  /** After this long a visit counts half: what one was tired of may come again. */
  @WithDefault("7D")
  Duration fatigueHalfLife();

  /** Older showings are not looked at: of a visit that is a sixteenth by then, little is left. */
  default Duration longest() {
    Duration faded = fatigueHalfLife().multipliedBy(4);
    Duration period = showingPeriod().compareTo(mailPeriod()) > 0 ? showingPeriod() : mailPeriod();
    return faded.compareTo(period) > 0 ? faded : period;
  }

  /** The limits for a list that is sent, or one that is seen on a visit. */
  default Restraint.Limits limits(boolean mail) {
    return new Restraint.Limits(
        mail ? mostMails() : mostShowings(),
        (mail ? mailPeriod() : showingPeriod()).toSeconds(),
        visit().toSeconds(),
        fatigueAfter(),
        fatigueHalving(),
        fatigueHalfLife().toSeconds());
  }
}
