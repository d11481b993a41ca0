package dev.parallax.ingestion.plan;

import dev.parallax.ingestion.call.FieldPath;
import java.util.Optional;

/**
 * Whether {@code x-pii} and {@code x-purpose} do anything in a subschema: {@link FieldMarks} finds
 * them only where a field has a name. Elsewhere they are refused, since whoever wrote one believes
 * that the field is kept back.
 */
enum Markable {
  /** It is about a field with a name, or about what a list of such a name holds. */
  FIELD,
  /** It is about all properties or traits at once. */
  NOT_THE_WHOLE,
  /** It is about fields of any name, or about what must not be. */
  NOWHERE,
  /** It counts where it is referred to, and is judged there. */
  ELSEWHERE;

  /**
   * Of what a keyword holds in a subschema of this kind.
   *
   * @param name by which the keyword holds it, null where it holds one only or a list
   */
  Markable within(String keyword, String name) {
    return switch (keyword) {
      case "$defs" -> ELSEWHERE;
      case "properties" -> // As a step of a path, that name stands for every element of a list.
          this == FIELD || this == NOT_THE_WHOLE
              ? name.equals(FieldPath.EACH) ? NOWHERE : FIELD
              : this;
      case "items", "prefixItems" -> this == NOT_THE_WHOLE ? NOWHERE : this;
      case "allOf", "anyOf", "oneOf", "if", "then", "else" -> this;
      default -> this == ELSEWHERE ? ELSEWHERE : NOWHERE;
    };
  }

  /** Why a mark is refused here, empty where it counts. */
  Optional<String> reason() {
    return switch (this) {
      case FIELD, ELSEWHERE -> Optional.empty();
      case NOT_THE_WHOLE -> Optional.of("must be on fields, not on all of them at once");
      case NOWHERE ->
          Optional.of(
              "must be on a field under properties, or on the items of one: it does nothing here");
    };
  }
}
