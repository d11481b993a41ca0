package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.validation.Code;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the rows of a file: every row is accepted, rejected, or dropped because its
 * mapping says so.
 */
public final class ImportTally {
  private long accepted;
  private long rejected;
  private long dropped;
  private long customers;
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> published = new TreeMap<>();
  private final Map<String, Long> notes = new TreeMap<>();

  /** The tally of an earlier run. */
  static ImportTally of(JsonNode json) {
    ImportTally tally = new ImportTally();
    tally.accepted = json.path("accepted").asLong();
    tally.rejected = json.path("rejected").asLong();
    tally.dropped = json.path("dropped").asLong();
    tally.customers = json.path("customers").asLong();
    read(json.path("reasons"), tally.reasons);
    read(json.path("published"), tally.published);
    read(json.path("notes"), tally.notes);
    return tally;
  }

  public void accepted(long rows) {
    accepted += rows;
  }

  public void rejected(Code reason) {
    rejected++;
    reasons.merge(reason.wireName(), 1L, Long::sum);
  }

  /** Rows that do not count, as the mapping says. */
  public void dropped(long rows) {
    dropped += rows;
  }

  public void published(String topic, long events) {
    if (events > 0) {
      published.merge(topic, events, Long::sum);
    }
  }

  /** Something about accepted rows that is worth knowing. */
  public void note(String what, long rows) {
    notes.merge(what, rows, Long::sum);
  }

  public void customers(long distinct) {
    customers = distinct;
  }

  public long rows() {
    return accepted + rejected + dropped;
  }

  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("rows", rows())
            .put("accepted", accepted)
            .put("rejected", rejected)
            .put("dropped", dropped);
    write(reasons, json.putObject("reasons"));
    write(published, json.putObject("published"));
    json.put("customers", customers);
    write(notes, json.putObject("notes"));
    return json;
  }

  private static void read(JsonNode from, Map<String, Long> into) {
    from.properties().forEach(field -> into.put(field.getKey(), field.getValue().asLong()));
  }

  private static void write(Map<String, Long> from, ObjectNode into) {
    from.forEach(into::put);
  }
}
