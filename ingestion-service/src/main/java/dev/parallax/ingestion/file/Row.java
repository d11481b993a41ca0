package dev.parallax.ingestion.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param number from 1, the header not counted
 */
public record Row(long number, List<String> fields) {

  /**
   * Column names with values, as it goes into the quarantine; values without a column are numbered.
   */
  public ObjectNode toJson(List<String> header) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < fields.size(); i++) {
      node.put(i < header.size() ? header.get(i) : "column " + (i + 1), fields.get(i));
    }
    return node;
  }
}
