package dev.parallax.learning.pipeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parallax.learning.table.Column;
import java.util.List;

/** One column made into inputs of a model, as it was fitted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberEncoder.class, name = "number"),
  @JsonSubTypes.Type(value = LevelEncoder.class, name = "levels"),
  @JsonSubTypes.Type(value = TargetEncoder.class, name = "target")
})
sealed interface Encoder permits NumberEncoder, LevelEncoder, TargetEncoder {
  String column();

  /** Names of the inputs. */
  List<String> inputs();

  /**
   * Writes a column into a matrix.
   *
   * @param at the first of this encoder's inputs
   * @param width of the matrix
   */
  void encode(Column column, double[] matrix, int at, int width);
}
