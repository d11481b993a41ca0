package dev.parallax.fraud.training;

import dev.parallax.fraud.feature.CardState;
import dev.parallax.fraud.feature.Features;
import dev.parallax.fraud.feature.Fingerprint;
import dev.parallax.fraud.feature.Payment;
import dev.parallax.fraud.feature.TerminalState;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives stored vectors the features that rest on labels as they would have been served had each
 * label come within the label delay. In live operation that is what was served. After an import it
 * is not: its labels come at the end, when the days they belong to are long decided on, and a model
 * that learned from such vectors would learn that terminals have no past.
 *
 * <p>Feed examples in the order of time; one instance a pass. Keeps a state per terminal, and per
 * card only of those with frauds.
 */
final class Hindsight {
  private final Map<String, TerminalState> terminals = new HashMap<>();
  private final Map<String, CardState> cardsWithFrauds = new HashMap<>();

  /** Changes the vector in place, and remembers the example for later ones. */
  void correct(double[] vector, Payment payment, boolean fraud) {
    int day = payment.day();
    CardState card = cardsWithFrauds.get(payment.account());
    Features.labelled(vector, day, card == null ? new CardState() : card);
    TerminalState terminal =
        payment.terminal() == null
            ? new TerminalState()
            : terminals.computeIfAbsent(payment.terminal(), k -> new TerminalState());
    Features.labelled(vector, day, terminal);
    terminal.record(day, payment.amount());
    if (fraud) {
      long transaction = Fingerprint.of(payment.id());
      terminal.label(day, transaction, true);
      cardsWithFrauds
          .computeIfAbsent(payment.account(), k -> new CardState())
          .label(day, transaction, true);
    }
  }
}
