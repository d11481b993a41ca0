package dev.parallax.fraud.topology;

import dev.parallax.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells the topology, by the outbox, to forget what it keeps of customers and their cards. */
@ApplicationScoped
public class Forgetting {
  /** A record with so many ids is well below what the log takes. */
  private static final int MOST_TRANSACTIONS = 20_000;

  private final Outbox outbox;
  private final Clock clock;

  /** A card, the ids of its transactions and the devices it was used on. */
  public record Card(String account, List<String> transactions, List<String> devices) {}

  Forgetting(Outbox outbox, Clock clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * @param erased all pseudonyms of one person, and until when what was known of them is meant
   */
  public void forget(Map<String, Instant> erased, Collection<Card> cards) {
    List<CustomerErased> customers = new ArrayList<>();
    List<String> links = new ArrayList<>();
    erased.forEach(
        (cid, at) -> {
          customers.add(new CustomerErased(UUID.randomUUID().toString(), cid, at));
          links.add(cid);
          links.add(Identities.split(cid));
          erased.keySet().forEach(other -> links.add(Identities.was(cid, other)));
        });
    outbox.addAll(Names.ERASED, customers);
    outbox.removeAll(Names.LINKS, links);
    for (Card card : cards) {
      outbox.addAll(Names.ERASURES, parts(card));
    }
  }

  private List<CardErased> parts(Card card) {
    List<CardErased> parts = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(card.transactions().size(), from + MOST_TRANSACTIONS);
      parts.add(
          new CardErased(
              UUID.randomUUID().toString(),
              card.account(),
              card.transactions().subList(from, to),
              card.devices(),
              clock.instant()));
      from = to;
    } while (from < card.transactions().size());
    return parts;
  }
}
