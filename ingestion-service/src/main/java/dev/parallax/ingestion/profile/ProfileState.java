package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.call.Treatment;
import dev.parallax.kit.consent.ConsentPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A customer's traits and answers, each with the time it was given: the newest wins, whatever order
 * they arrive in (a last-writer-wins map, Shapiro et al. 2011, "Conflict-free replicated data
 * types"). So late events, repeats and merges of two customers in either order all end in the same
 * state. Answers on consent are {@link PurposeAnswers}. A taken away trait stays as null, otherwise
 * a late event would bring it back.
 */
final class ProfileState {
  /** Whoever sends more names of traits than this loses the oldest. */
  static final int MOST_TRAITS = 256;

  /** Characters of JSON. */
  private static final int LARGEST = 200_000;

  private static final String VALUE = PurposeAnswers.VALUE;
  private static final String TIME = PurposeAnswers.TIME;

  private final ObjectNode traits;
  private final ObjectNode consent;
  private final List<GivenAnswer> given = new ArrayList<>();
  private boolean dirty;

  private ProfileState(ObjectNode traits, ObjectNode consent) {
    this.traits = traits;
    this.consent = consent;
  }

  static ProfileState empty() {
    return new ProfileState(
        JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
  }

  static ProfileState parse(String json) {
    ObjectNode node = StoredState.read(json);
    return new ProfileState(node.withObjectProperty("traits"), node.withObjectProperty("consent"));
  }

  String toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("traits", traits);
    node.set("consent", consent);
    return node.toString();
  }

  /** Whether it differs from what was read, if only in a time. */
  boolean isDirty() {
    return dirty;
  }

  /**
   * @return whether a consumer would see a difference
   */
  boolean apply(ProfileUpdate update) {
    boolean changed = false;
    long time = update.occurredAt().toEpochMilli();
    for (Map.Entry<String, JsonNode> trait : update.traits().properties()) {
      changed |= put(traits, trait.getKey(), trait.getValue(), time);
    }
    for (Map.Entry<Purpose, Boolean> answer : update.consent().entrySet()) {
      changed |= answer(answer.getKey(), answer.getValue(), update);
    }
    trim();
    return changed;
  }

  private boolean answer(Purpose purpose, boolean agreed, ProfileUpdate update) {
    PurposeAnswers answers = PurposeAnswers.of(consent.withObjectProperty(purpose.wireName()));
    Optional<Boolean> before = answers.standing().map(Answer::agreed);
    Instant at = Instant.ofEpochMilli(update.occurredAt().toEpochMilli());
    Answer answer = new Answer(agreed, at);
    if (answers.take(purpose, answer, update.evidence(), update.voice().trusted())) {
      given.add(new GivenAnswer(update.cid(), purpose, answer, update.evidence()));
    }
    dirty |= answers.isDirty();
    return !before.equals(answers.standing().map(Answer::agreed));
  }

  /** The answers since it was read that belong into the history. */
  List<GivenAnswer> given() {
    return given;
  }

  /** Takes in the state of a customer who turned out to be the same. */
  boolean absorb(ProfileState other) {
    boolean changed = false;
    for (Map.Entry<String, JsonNode> trait : other.traits.properties()) {
      changed |= put(traits, trait.getKey(), trait.getValue());
    }
    for (Map.Entry<String, JsonNode> theirs : other.consent.properties()) {
      // Changed also where the customer's own stands: a repeated answer is not announced, so that
      // consumers may know it by an earlier time only.
      changed |= absorb(theirs.getKey(), PurposeAnswers.of((ObjectNode) theirs.getValue()));
    }
    trim();
    return changed;
  }

  /**
   * What the other refused while the two were taken for one: nobody can tell who of them did it.
   */
  void absorbRefusals(ProfileState other) {
    other
        .purposes()
        .forEach(
            (purpose, theirs) -> {
              if (theirs.standing().filter(answer -> !answer.agreed()).isPresent()) {
                absorb(purpose.wireName(), theirs);
              }
            });
  }

  private boolean absorb(String purpose, PurposeAnswers theirs) {
    PurposeAnswers answers = PurposeAnswers.of(consent.withObjectProperty(purpose));
    boolean changed = answers.absorb(theirs);
    dirty |= answers.isDirty();
    return changed;
  }

  boolean isEmpty() {
    return traits.isEmpty() && consent.isEmpty();
  }

  /** One event has to hold it all, far below what the log takes. */
  private void trim() {
    while (traits.size() > MOST_TRAITS
        || (traits.size() > 1 && traits.toString().length() > LARGEST)) {
      traits.remove(oldestTrait());
    }
  }

  /**
   * As it goes out: without the traits that the tracking plan keeps back by now, whatever it said
   * when they came, and those tied to a purpose that the customer does not agree to.
   */
  CustomerProfileChanged toEvent(
      String cid, long version, Instant occurredAt, Treatment marks, ConsentPolicy policy) {
    Map<Purpose, Boolean> agreed = new EnumMap<>(Purpose.class);
    Map<Purpose, Instant> answeredAt = new EnumMap<>(Purpose.class);
    answers()
        .forEach(
            (purpose, answer) -> {
              agreed.put(purpose, answer.agreed());
              answeredAt.put(purpose, answer.at());
            });
    Map<String, Object> plainTraits = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> trait : open(marks, policy, agreed).properties()) {
      plainTraits.put(
          trait.getKey(), EventJson.mapper().convertValue(trait.getValue(), Object.class));
    }
    return new CustomerProfileChanged(
        "profile:" + cid + ":" + version, cid, plainTraits, agreed, answeredAt, occurredAt);
  }

  private ObjectNode open(Treatment marks, ConsentPolicy policy, Map<Purpose, Boolean> agreed) {
    ObjectNode open = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> trait : traits.properties()) {
      JsonNode value = trait.getValue().path(VALUE);
      if (!value.isNull()) {
        open.set(trait.getKey(), marks.keepsNothingBack() ? value : value.deepCopy());
      }
    }
    marks.personal().forEach(field -> field.removeFrom(open));
    marks
        .purposes()
        .forEach(
            (field, purpose) -> {
              if (!policy.allows(purpose, agreed)) {
                field.removeFrom(open);
              }
            });
    return open;
  }

  /** The answers that stand. */
  Map<Purpose, Answer> answers() {
    Map<Purpose, Answer> answers = new EnumMap<>(Purpose.class);
    purposes()
        .forEach(
            (purpose, said) -> said.standing().ifPresent(answer -> answers.put(purpose, answer)));
    return answers;
  }

  Said said() {
    return Said.of(purposes());
  }

  /** Whether it has that already, so that hearing it again would change nothing that matters. */
  boolean knows(ProfileUpdate update) {
    long since = update.occurredAt().minus(Said.REFRESHED).toEpochMilli();
    for (Map.Entry<String, JsonNode> trait : update.traits().properties()) {
      JsonNode known = traits.path(trait.getKey());
      if (!trait.getValue().equals(known.get(VALUE)) || known.path(TIME).asLong() <= since) {
        return false;
      }
    }
    return update.consent().isEmpty() || knowsAnswers(update);
  }

  private boolean knowsAnswers(ProfileUpdate update) {
    Evidence evidence = update.evidence();
    return switch (evidence.way()) {
      case GPC -> said().knows(Map.of(), update.consent().keySet(), update.occurredAt());
      case SEGMENT_CALL ->
          !evidence.deliberate() && said().knows(update.consent(), Set.of(), update.occurredAt());
      default -> false;
    };
  }

  private Map<Purpose, PurposeAnswers> purposes() {
    Map<Purpose, PurposeAnswers> purposes = new EnumMap<>(Purpose.class);
    for (Map.Entry<String, JsonNode> said : consent.properties()) {
      purposes.put(Purpose.parse(said.getKey()), PurposeAnswers.of((ObjectNode) said.getValue()));
    }
    return purposes;
  }

  private boolean put(ObjectNode into, String name, JsonNode valueAndTime) {
    return put(into, name, valueAndTime.path(VALUE), valueAndTime.path(TIME).asLong());
  }

  private boolean put(ObjectNode into, String name, JsonNode value, long time) {
    JsonNode known = into.get(name);
    if (known != null && known.path(TIME).asLong() > time) {
      return false;
    }
    dirty |= known == null || known.path(TIME).asLong() < time || !known.path(VALUE).equals(value);
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.set(VALUE, value);
    entry.put(TIME, time);
    into.set(name, entry);
    return known == null ? !value.isNull() : !known.path(VALUE).equals(value);
  }

  private String oldestTrait() {
    return traits.properties().stream()
        .min(
            Map.Entry.comparingByValue(
                (a, b) -> Long.compare(a.path(TIME).asLong(), b.path(TIME).asLong())))
        .orElseThrow()
        .getKey();
  }
}
