package dev.parallax.local.shop.demo;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.Findings;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.report.Training;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import dev.parallax.local.shop.check.Check;
import dev.parallax.local.shop.check.Figure;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.people.Kind;
import dev.parallax.local.shop.tell.CardTelling;
import dev.parallax.local.shop.tell.CatchingUp;
import dev.parallax.local.shop.tell.LifeTelling;
import dev.parallax.local.shop.tell.LiveDecisions;
import dev.parallax.local.shop.tell.ShopTold;
import dev.parallax.local.shop.tell.Week;
import dev.parallax.local.shop.truth.DemoTruth;
import dev.parallax.local.shop.truth.TruthFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phases of the demo, in their order. */
final class Demo {

  /** Weeks of payments that the fraud model never sees in training. */
  private static final int HELD_OUT_WEEKS = 3;

  private final Home home;
  private final SuiteClient suite;
  private final PrintWriter out;

  Demo(Home home, SuiteClient suite, PrintWriter out) {
    this.home = home;
    this.suite = suite;
    this.out = out;
  }

  /**
   * Tells, learns, shows and compares.
   *
   * @return whether every floor was reached
   */
  boolean run(ShopPlan wanted) throws IOException {
    long began = System.nanoTime();
    DemoTruth known = known(wanted);
    ShopPlan plan = known == null ? wanted : known.plan();
    ShopLife life = new ShopLife(plan);
    List<CardPayment> cards = CardLife.of(CardPlan.of(plan));
    CatchingUp catchingUp = new CatchingUp(suite);
    Map<String, Long> before = known == null ? catchingUp.before() : known.before();
    DemoTruth truth = Truths.of(plan, life, cards, before, HELD_OUT_WEEKS);
    TruthFile.write(home, truth);
    out.printf(
        "%nA shop with %,d customers, %d days, seed %d%n",
        plan.customers(), plan.days(), plan.seed());

    ShopTold told = new LifeTelling(suite, out).tell(life, plan.days());
    List<Week> weeks = Week.cut(cards, told.payments(), plan.end());
    int training = Math.max(1, weeks.size() - HELD_OUT_WEEKS);
    CardTelling payments = new CardTelling(suite, out, plan.end(), before.get("decisions"));
    payments.tell("payments to learn from", weeks.subList(0, training));
    catchingUp.await(before, told.ordersAllowed(), out);
    learn();
    LiveDecisions live = LiveDecisions.split(weeks.subList(training, weeks.size()));
    payments.tell("payments after that", live.early());
    live.decide(suite, out);

    new Findings(suite, out).print(someone(life));
    return compare(truth, began);
  }

  /** Someone whose recommendation is worth showing: buys much and allows it. */
  private static Optional<String> someone(ShopLife life) {
    return life.customers().stream()
        .filter(customer -> customer.kind() == Kind.MONTHLY_FAMILY)
        .filter(customer -> customer.consent().personalization())
        .map(Customer::userId)
        .findFirst();
  }

  private void learn() throws IOException {
    Training training = new Training(suite, out);
    training.segments(0);
    training.recommendations();
    training.fraud();
  }

  /** The truth of a life of the same plan that was told before, be it on another day. */
  private DemoTruth known(ShopPlan plan) throws IOException {
    Optional<DemoTruth> last = TruthFile.read(home);
    return last.filter(t -> t.plan().prefix().equals(plan.prefix())).orElse(null);
  }

  private boolean compare(DemoTruth truth, long began) throws IOException {
    out.println();
    ProgressBar bar = new ProgressBar(out, "comparing with the truth");
    List<Figure> figures = Check.of(suite, truth, bar);
    bar.done("%d figures".formatted(figures.size()));
    out.println("\nCompared with the hidden truth");
    figures.forEach(figure -> out.println(figure.line()));
    boolean holds = figures.stream().allMatch(Figure::holds);
    out.printf("%nThe demo took %d s.%n", (System.nanoTime() - began) / 1_000_000_000);
    if (!holds) {
      out.println("A floor was not reached: what was found is not what was hidden.");
    }
    out.flush();
    return holds;
  }
}
