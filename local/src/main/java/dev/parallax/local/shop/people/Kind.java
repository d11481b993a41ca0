package dev.parallax.local.shop.people;

import dev.parallax.local.shop.goods.Department;

/**
 * The five hidden kinds. They differ in what they like (weights per usual department) and in their
 * rhythm; a single person differs from the kind's mean in everything.
 */
public enum Kind {
  /** Comes every week for fresh food. */
  WEEKLY_GROCER(
      0.15,
      new Habits(6, 0.62, 6.5, 5, 0.6, 0.01, 4.4, 8.6, 0.10, 0.10, 0.004),
      new double[] {5, 4, 4, 3, 2.5, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1}),
  /** Comes once or twice a month and fills the car. */
  MONTHLY_FAMILY(
      0.20,
      new Habits(15, 0.5, 17, 10, 0.3, 0.05, 4.0, 7.6, 0.35, 0.30, 0.02),
      new double[] {2, 2, 2, 3, 3, 4, 4.5, 1.5, 0.4, 0.3, 1}),
  /** Comes for one bargain and is not seen again. */
  BARGAIN_ONE_TIMER(
      0.25,
      new Habits(2.5, 0.4, 1.6, 3, 0, 0.06, 3.1, 5.8, 0.7, 0.06, 0.03),
      new double[] {0.2, 0.2, 0.2, 1, 1, 2.5, 1, 3, 0.6, 0.6, 2.5}),
  /** Buys devices, sends a third of them back. */
  GADGET_LOVER(
      0.20,
      new Habits(12, 0.4, 1.7, 2, 0, 0.38, 3.6, 7.2, 0.55, 0.08, 0.03),
      new double[] {0.1, 0.1, 0.1, 0.1, 0.4, 0.2, 0.2, 1.2, 6, 5, 0.3}),
  /** Was a good customer until something was missing; stopped in the first half of the year. */
  LAPSED(
      0.20,
      new Habits(8, 0.5, 4.2, 6, 0.2, 0.10, 2.3, 3.2, 0.5, 0.35, 0.06),
      new double[] {0.6, 0.6, 0.8, 2.5, 3, 2, 0.4, 2, 0.3, 0.3, 2.5});

  private final double share;
  private final Habits habits;
  private final double[] tastes;

  Kind(double share, Habits habits, double[] tastes) {
    this.share = share;
    this.habits = habits;
    this.tastes = tastes;
    if (tastes.length != Department.USUAL.size()) {
      throw new IllegalStateException("a taste per usual department");
    }
  }

  /** Share of all customers. */
  public double share() {
    return share;
  }

  public Habits habits() {
    return habits;
  }

  /** Weight of each usual department. */
  public double[] tastes() {
    return tastes.clone();
  }
}
