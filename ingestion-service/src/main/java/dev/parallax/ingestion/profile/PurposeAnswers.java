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
 * of two at once the refusal. The time of what stands never moves back, so that consumers, who know
 * only that, end with the same answer.
 */
final class PurposeAnswers {
  static final String VALUE = "v";
  static final String TIME = "t";
  private static final String DECIDED = "e";
  private static final String CALLS = "c";
  private static final String SIGNAL = "g";
  private static final String LAST = "l";
  private static final String VERSION = "d";

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

  boolean isSignalled() {
    return node.has(SIGNAL);
  }

  /**
   * @return whether it belongs into the history: it was decided, or it changed what stands
   */
  boolean take(Purpose purpose, Answer answer, Evidence evidence) {
    Optional<Boolean> before = standing().map(Answer::agreed);
    boolean decided = false;
    if (evidence.way() == Way.GPC) {
      signal(answer.at().toEpochMilli());
    } else if (evidence.way() == Way.SEGMENT_CALL && !evidence.deliberate()) {
      call(answer.agreed(), answer.at().toEpochMilli());
    } else {
      decided = decide(answer, evidence, evidence.versions().get(purpose));
    }
    settle();
    return (decided && evidence.deliberate()) || !before.equals(standing().map(Answer::agreed));
  }

  private boolean decide(Answer answer, Evidence evidence, Integer version) {
    JsonNode known = node.path(DECIDED);
    Integer knownVersion = known.has(VERSION) ? known.path(VERSION).asInt() : null;
    if (!evidence.dated()
        && known.path(VALUE).asBoolean(!answer.agreed()) == answer.agreed()
        && Objects.equals(knownVersion, version)
        && standing().map(Answer::agreed).equals(Optional.of(answer.agreed()))) {
      return false;
    }
    if (known.isMissingNode() || answer(known).orElseThrow().and(answer).equals(answer)) {
      ObjectNode decided =
          node.objectNode().put(VALUE, answer.agreed()).put(TIME, answer.at().toEpochMilli());
      if (version != null) {
        decided.put(VERSION, version);
      }
      set(DECIDED, decided);
    }
    return true;
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
    if (decided.isObject()
        && (!node.has(DECIDED)
            || answer(node.path(DECIDED))
                .orElseThrow()
                .and(answer(decided).orElseThrow())
                .equals(answer(decided).orElseThrow()))) {
      set(DECIDED, decided);
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
    if (mine == theirs) {
      setCalls(mine, Math.max(known.path(TIME).asLong(), calls.path(TIME).asLong()), last);
    } else {
      setCalls(myLast == theirLast ? false : myLast > theirLast ? mine : theirs, last, last);
    }
  }

  private void setCalls(boolean agreed, long since, long last) {
    set(CALLS, node.objectNode().put(VALUE, agreed).put(TIME, since).put(LAST, last));
  }

  private void set(String field, JsonNode value) {
    if (!value.equals(node.get(field))) {
      node.set(field, value);
      dirty = true;
    }
  }

  private void settle() {
    Optional<Answer> stands = answer(node.path(DECIDED));
    stands = later(stands, answer(node.path(CALLS)));
    if (isSignalled()) {
      stands =
          later(
              stands,
              Optional.of(new Answer(false, Instant.ofEpochMilli(node.path(SIGNAL).asLong()))));
    }
    stands.ifPresent(
        answer -> node.put(VALUE, answer.agreed()).put(TIME, answer.at().toEpochMilli()));
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
