package dev.parallax.ingestion.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What was said about one purpose, on a JSON object of the customer's state. Three are kept apart,
 * since they mean different things by saying the same again: what was <em>decided</em> (the latest
 * counts), what <em>calls</em> carry along (counts as of when they began to say so), and the
 * browser's <em>signal</em> (counts as of when it was first seen). Of the three the latest stands,
 * of two at once the refusal; but a yes that anybody may have said ({@link Voice}) does not stand
 * against a refusal that the firm recorded, whichever is later. The time of what stands never moves
 * back, so that consumers, who know only that, end with the same answer.
 */
final class PurposeAnswers {
  static final String VALUE = "v";
  static final String TIME = "t";
  private static final String DECIDED = "e";
  private static final String CALLS = "c";
  private static final String SIGNAL = "g";
  private static final String LAST = "l";
  private static final String VERSION = "d";

  /** Of what was decided: the firm recorded it. */
  private static final String FIRM = "f";

  /** Anybody may have said it; of calls: some of it, since a refusal may be said to begin anew. */
  private static final String WEAK = "w";

  private final ObjectNode node;
  private boolean dirty;

  private PurposeAnswers(ObjectNode node) {
    this.node = node;
  }

  static PurposeAnswers of(ObjectNode node) {
    if (node.has(VALUE) && !node.has(DECIDED) && !node.has(CALLS) && !node.has(SIGNAL)) {
      // Stored before they were told apart.
      node.putObject(DECIDED)
          .put(VALUE, node.path(VALUE).asBoolean())
          .put(TIME, node.path(TIME).asLong());
    }
    return new PurposeAnswers(node);
  }

  /** Whether it differs from what was read, if only in a time. */
  boolean isDirty() {
    return dirty;
  }

  Optional<Answer> standing() {
    return answer(node);
  }

  /** The last that calls said, null where none did. */
  Boolean calls() {
    return node.has(CALLS) ? node.path(CALLS).path(VALUE).asBoolean() : null;
  }

  /** When calls said so last; meaningless where none did. */
  Instant lastCalled() {
    return Instant.ofEpochMilli(node.path(CALLS).path(LAST).asLong());
  }

  boolean isSignalled() {
    return node.has(SIGNAL);
  }

  /**
   * @return whether it belongs into the history: it was decided, or it changed what stands
   */
  boolean take(Purpose purpose, Answer answer, Evidence evidence, boolean trusted) {
    Optional<Boolean> before = standing().map(Answer::agreed);
    boolean decided = false;
    if (evidence.way() == Way.GPC) {
      signal(answer.at().toEpochMilli());
    } else if (evidence.way() == Way.SEGMENT_CALL && !evidence.deliberate()) {
      call(answer.agreed(), answer.at().toEpochMilli());
      if (!trusted && !node.path(CALLS).path(WEAK).asBoolean()) {
        ((ObjectNode) node.path(CALLS)).put(WEAK, true);
        dirty = true;
      }
    } else {
      decided = decide(answer, evidence, evidence.versions().get(purpose), trusted);
    }
    settle();
    return (decided && evidence.deliberate()) || !before.equals(standing().map(Answer::agreed));
  }

  private boolean decide(Answer answer, Evidence evidence, Integer version, boolean trusted) {
    boolean firm = evidence.way() == Way.API || evidence.way() == Way.STAFF;
    JsonNode known = node.path(DECIDED);
    Integer knownVersion = known.has(VERSION) ? known.path(VERSION).asInt() : null;
    if (!evidence.dated()
        && known.path(VALUE).asBoolean(!answer.agreed()) == answer.agreed()
        && Objects.equals(knownVersion, version)
        && (!firm || known.path(FIRM).asBoolean())
        && standing().map(Answer::agreed).equals(Optional.of(answer.agreed()))) {
      return false;
    }
    ObjectNode decided =
        node.objectNode().put(VALUE, answer.agreed()).put(TIME, answer.at().toEpochMilli());
    if (version != null) {
      decided.put(VERSION, version);
    }
    if (firm) {
      decided.put(FIRM, true);
    }
    if (!trusted) {
      decided.put(WEAK, true);
    }
    set(DECIDED, known.isMissingNode() ? decided : standing(known, decided));
    return true;
  }

  /** Which of two decisions stands; the same in whatever order they come. */
  private static JsonNode standing(JsonNode known, JsonNode next) {
    if (isFirmRefusal(known) && isWeakYes(next)) {
      return known;
    }
    if (isFirmRefusal(next) && isWeakYes(known)) {
      return next;
    }
    Answer theirs = answer(next).orElseThrow();
    boolean later = answer(known).orElseThrow().and(theirs).equals(theirs);
    JsonNode stands = later ? next : known;
    JsonNode other = later ? known : next;
    // Else who refuses first would undo what the firm recorded.
    return isFirmRefusal(other) && !stands.path(VALUE).asBoolean()
        ? ((ObjectNode) stands.deepCopy()).put(FIRM, true)
        : stands;
  }

  private static boolean isFirmRefusal(JsonNode said) {
    return said.path(FIRM).asBoolean() && !said.path(VALUE).asBoolean();
  }

  private static boolean isWeakYes(JsonNode said) {
    return said.path(WEAK).asBoolean() && said.path(VALUE).asBoolean();
  }

  private void call(boolean agreed, long time) {
    JsonNode known = node.path(CALLS);
    long since = known.path(TIME).asLong();
    long last = known.path(LAST).asLong();
    boolean same = known.path(VALUE).asBoolean() == agreed;
    if (known.isMissingNode() || (!same && (time > last || (time == last && !agreed)))) {
      setCalls(agreed, time, time);
    } else if (same && time > last) {
      setCalls(agreed, since, time);
    } else if (!same && time > since) {
      // A late one: what they say now they said anew after it.
      setCalls(!agreed, last, last);
    }
  }

  private void signal(long time) {
    if (!isSignalled()) {
      node.put(SIGNAL, time);
      dirty = true;
    }
  }

  /**
   * Takes in those of a customer who turned out to be the same.
   *
   * @return whether consumers may have been told something else than what stands now
   */
  boolean absorb(PurposeAnswers other) {
    Optional<Boolean> before = standing().map(Answer::agreed);
    JsonNode decided = other.node.path(DECIDED);
    if (decided.isObject()) {
      set(DECIDED, node.has(DECIDED) ? standing(node.path(DECIDED), decided) : decided);
    }
    JsonNode calls = other.node.path(CALLS);
    if (calls.isObject()) {
      absorbCalls(calls);
    }
    if (other.isSignalled()) {
      long time = Math.max(node.path(SIGNAL).asLong(), other.node.path(SIGNAL).asLong());
      dirty |= node.path(SIGNAL).asLong() != time;
      node.put(SIGNAL, time);
    }
    settle();
    return !before.equals(other.standing().map(Answer::agreed));
  }

  private void absorbCalls(JsonNode calls) {
    JsonNode known = node.path(CALLS);
    if (known.isMissingNode()) {
      set(CALLS, calls);
      return;
    }
    boolean mine = known.path(VALUE).asBoolean();
    boolean theirs = calls.path(VALUE).asBoolean();
    long myLast = known.path(LAST).asLong();
    long theirLast = calls.path(LAST).asLong();
    long last = Math.max(myLast, theirLast);
    boolean weak = known.path(WEAK).asBoolean() || calls.path(WEAK).asBoolean();
    if (mine == theirs) {
      setCalls(mine, Math.max(known.path(TIME).asLong(), calls.path(TIME).asLong()), last);
    } else {
      setCalls(myLast == theirLast ? false : myLast > theirLast ? mine : theirs, last, last);
    }
    if (weak && !node.path(CALLS).path(WEAK).asBoolean()) {
      ((ObjectNode) node.path(CALLS)).put(WEAK, true);
      dirty = true;
    }
  }

  private void setCalls(boolean agreed, long since, long last) {
    ObjectNode calls = node.objectNode().put(VALUE, agreed).put(TIME, since).put(LAST, last);
    if (node.path(CALLS).path(WEAK).asBoolean()) {
      calls.put(WEAK, true);
    }
    set(CALLS, calls);
  }

  private void set(String field, JsonNode value) {
    if (!value.equals(node.get(field))) {
      node.set(field, value);
      dirty = true;
    }
  }

  private void settle() {
    Optional<Answer> stands = answer(node.path(DECIDED));
    if (!isFirmRefusal(node.path(DECIDED)) || !isWeakYes(node.path(CALLS))) {
      stands = later(stands, answer(node.path(CALLS)));
    }
    if (isSignalled()) {
      stands =
          later(
              stands,
              Optional.of(new Answer(false, Instant.ofEpochMilli(node.path(SIGNAL).asLong()))));
    }
    stands.ifPresent(
        answer -> {
          boolean turned = node.has(VALUE) && node.path(VALUE).asBoolean() != answer.agreed();
          long at = answer.at().toEpochMilli();
          // A refusal that the firm records undoes a later yes as of when that was.
          node.put(TIME, turned ? Math.max(at, node.path(TIME).asLong()) : at);
          node.put(VALUE, answer.agreed());
        });
  }

  private static Optional<Answer> later(Optional<Answer> one, Optional<Answer> other) {
    return one.isEmpty() ? other : other.isEmpty() ? one : Optional.of(one.get().and(other.get()));
  }

  private static Optional<Answer> answer(JsonNode node) {
    return node.has(VALUE)
        ? Optional.of(
            new Answer(
                node.path(VALUE).asBoolean(), Instant.ofEpochMilli(node.path(TIME).asLong())))
        : Optional.empty();
  }
}
