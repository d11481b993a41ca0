package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.call.Treatment;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Mistake;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The version that counts for an event, ready to be used. */
final class ActivePlan {
  private final PlanVersion version;
  private final Optional<PlanSchema> schema;
  private final FieldMarks marks;
  private final Treatment unflagged;

  private ActivePlan(PlanVersion version, Optional<PlanSchema> schema, FieldMarks marks) {
    this.version = version;
    this.schema = schema;
    this.marks = marks;
    this.unflagged = marks.isEmpty() ? Treatment.NONE : treatment(marks, List.of());
  }

  static ActivePlan of(PlanVersion version) {
    PlanSchema schema = new PlanSchema(version.schema());
    return new ActivePlan(version, Optional.of(schema), schema.marks());
  }

  /**
   * A version that this release cannot check events by. What it keeps back, and what the last one
   * did that can be used, stays back; else it would be on the topics for good.
   *
   * @param before null when there is none
   */
  static ActivePlan ofMarksOnly(PlanVersion version, ActivePlan before) {
    FieldMarks own = FieldMarks.of(version.schema());
    return new ActivePlan(version, Optional.empty(), before == null ? own : own.with(before.marks));
  }

  PlanVersion version() {
    return version;
  }

  Policy policy() {
    return version.policy();
  }

  /**
   * What is wrong with an event. What comes built in is checked by the rules of commerce while the
   * call is read, since they also mend; a test holds that they and the schema say the same.
   *
   * @param read what those rules found and leave to the plan
   */
  List<Mistake> check(String where, ObjectNode described, List<Mistake> read) {
    if (policy() == Policy.ACCEPT) {
      return List.of();
    }
    if (version.builtIn()) {
      return read;
    }
    List<Mistake> found = schema.map(s -> s.check(where, described)).orElse(List.of());
    if (read.isEmpty()) {
      return found;
    }
    Set<String> told = found.stream().map(Mistake::field).collect(Collectors.toSet());
    return Stream.concat(found.stream(), read.stream().filter(m -> !told.contains(m.field())))
        .toList();
  }

  Treatment treatment(List<Mistake> flags) {
    return flags.isEmpty() ? unflagged : treatment(marks, flags);
  }

  private static Treatment treatment(FieldMarks marks, List<Mistake> flags) {
    return new Treatment(flags, marks.personal(), marks.purposes());
  }
}
