package dev.parallax.contracts.profile;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The present state of a customer; a tombstone on the topic means erasure.
 *
 * @param traits not personal: plan, language, country, …
 * @param consent explicit answers only; a purpose that is not in it was never answered
 * @param answeredAt when each of these answers was given; taken for {@code occurredAt} where a
 *     producer does not say
 */
public record CustomerProfileChanged(
    String id,
    String cid,
    Map<String, Object> traits,
    Map<Purpose, Boolean> consent,
    Map<Purpose, Instant> answeredAt,
    Instant occurredAt)
    implements PersonalEvent {
  public CustomerProfileChanged {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.value("occurredAt", occurredAt);
    traits = traits == null ? Map.of() : Map.copyOf(traits);
    consent = consent == null ? Map.of() : Map.copyOf(consent);
    Map<Purpose, Instant> times = new EnumMap<>(Purpose.class);
    for (Purpose purpose : consent.keySet()) {
      Instant at = answeredAt == null ? null : answeredAt.get(purpose);
      times.put(purpose, at == null ? occurredAt : at);
    }
    answeredAt = Map.copyOf(times);
  }

  /** Answers that are given at this moment. */
  public CustomerProfileChanged(
      String id,
      String cid,
      Map<String, Object> traits,
      Map<Purpose, Boolean> consent,
      Instant occurredAt) {
    this(id, cid, traits, consent, null, occurredAt);
  }

  /** The customer's answer, empty where there was none. */
  public Optional<Answer> answer(Purpose purpose) {
    return Optional.ofNullable(consent.get(purpose))
        .map(agreed -> new Answer(agreed, answeredAt.get(purpose)));
  }

  @Override
  public String key() {
    return cid;
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return occurredAt;
  }
}
