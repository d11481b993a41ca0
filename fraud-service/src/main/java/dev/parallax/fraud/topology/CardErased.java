package dev.parallax.fraud.topology;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * What the topology keeps of a card has to go, since its customer was erased.
 *
 * @param transactions ids of decisions that are remembered for repeats
 * @param devices pseudonyms of the devices it was used on
 */
record CardErased(
    String id, String account, List<String> transactions, List<String> devices, Instant occurredAt)
    implements ParallaxEvent {
  CardErased {
    Required.text("id", id);
    Required.text("account", account);
    Required.value("occurredAt", occurredAt);
    transactions = List.copyOf(transactions);
    devices = List.copyOf(devices);
  }

  @Override
  public String key() {
    return account;
  }
}
