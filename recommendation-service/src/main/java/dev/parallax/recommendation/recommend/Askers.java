package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.StoreException;
import dev.parallax.recommendation.behaviour.HistoryReader;
import dev.parallax.recommendation.behaviour.Past;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.customer.CustomerStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
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
    return isPersonal(state) ? personal(state, histories.of(state.cid())) : impersonal(state);
  }

  /**
   * Many customers in two statements, in their order.
   *
   * @throws StoreException when the store is away: of a list that is sent one can wait for it
   */
  List<Asker> findAll(List<String> userIds) {
    List<CustomerState> found =
        states.findAll(userIds.stream().map(pseudonyms::customerCandidates).toList());
    Map<String, Past> pasts =
        histories.of(found.stream().filter(this::isPersonal).map(CustomerState::cid).toList());
    return found.stream()
        .map(
            state ->
                isPersonal(state)
                    ? personal(state, pasts.getOrDefault(state.cid(), Past.NONE))
                    : impersonal(state))
        .toList();
  }

  private boolean isPersonal(CustomerState state) {
    return consent.answer(Purpose.PERSONALIZATION, state.personalization());
  }

  private static Asker personal(CustomerState state, Past past) {
    return new Asker(state.cid(), state.segment(), null, past);
  }

  private static Asker impersonal(CustomerState state) {
    return Asker.impersonal(state.cid(), Wording.noConsent(state.personalization() != null));
  }
}
