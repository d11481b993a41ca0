package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.call.Treatment;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Mistake;
import java.util.List;

/** The version that counts for an event, ready to be used. */
final class ActivePlan {
  private final PlanVersion version;
  private final PlanSchema schema;
  private final Treatment unflagged;

  private ActivePlan(PlanVersion version, PlanSchema schema) {
    this.version = version;
    this.schema = schema;
    this.unflagged =
        schema.personal().isEmpty() && schema.purposes().isEmpty()
            ? Treatment.NONE
            : new Treatment(List.of(), schema.personal(), schema.purposes());
  }

  static ActivePlan of(PlanVersion version) {
    return new ActivePlan(version, new PlanSchema(version.schema()));
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
   */
  List<Mistake> check(String where, ObjectNode described) {
    return version.builtIn() || policy() == Policy.ACCEPT
        ? List.of()
        : schema.check(where, described);
  }

  Treatment treatment(List<Mistake> flags) {
    return flags.isEmpty() ? unflagged : new Treatment(flags, schema.personal(), schema.purposes());
  }
}
