package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.StoreException;
import dev.parallax.recommendation.behaviour.HistoryReader;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.customer.CustomerStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads who asks: consent first, and nothing more without it. */
@ApplicationScoped
class Askers {
  private static final Logger LOG = Logger.getLogger(Askers.class);

  private final Pseudonyms pseudonyms;
  private final CustomerStates states;
  private final HistoryReader histories;
  private final ConsentPolicy consent;

  Askers(
      Pseudonyms pseudonyms,
      CustomerStates states,
      HistoryReader histories,
      ConsentPolicy consent) {
    this.pseudonyms = pseudonyms;
    this.states = states;
    this.histories = histories;
    this.consent = consent;
  }

  /**
   * Of somebody unknown, too. When the store is away the list is not personal, but there is one.
   */
  Asker find(String userId, String anonymousId) {
    List<String> candidates;
    if (userId != null) {
      candidates = pseudonyms.customerCandidates(userId);
    } else if (anonymousId != null) {
      candidates = pseudonyms.anonymousCandidates(anonymousId);
    } else {
      return Asker.NOBODY;
    }
    try {
      return read(candidates);
    } catch (StoreException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.warnf("answered without history cause=%s", e.getClass().getSimpleName());
      return Asker.impersonal(candidates.getFirst(), Wording.historyUnavailable());
    }
  }

  private Asker read(List<String> candidates) {
    CustomerState state = states.find(candidates);
    if (!consent.answer(Purpose.PERSONALIZATION, state.personalization())) {
      return Asker.impersonal(state.cid(), Wording.noConsent(state.personalization() != null));
    }
    return new Asker(state.cid(), state.segment(), null, histories.of(state.cid()));
  }
}
