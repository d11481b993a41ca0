package dev.parallax.ingestion.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.quarantine.Quarantined;
import dev.parallax.ingestion.quarantine.Replayer;
import dev.parallax.ingestion.validation.Checked;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records of one kind. A bean per kind extends it.
 *
 * <p>Where a record need not have an id, one without gets it from its row, so that a replay is
 * known as such.
 */
public abstract class RecordReplayer<E extends ParallaxEvent> implements Replayer {
  /** As many as may come at once by default. */
  private static final int MOST = 20_000;

  private final String kind;
  private final String mapping;
  private final boolean needsId;
  private final RecordReader<E> reader;
  private final Consumer<List<E>> apply;

  /**
   * @param kind what the quarantine calls them
   * @param mapping of the imports that have them as rows; null where there is none
   * @param needsId whether one without an id is not taken in at all
   * @param apply takes them in
   */
  protected RecordReplayer(
      String kind,
      String mapping,
      boolean needsId,
      RecordReader<E> reader,
      Consumer<List<E>> apply) {
    this.kind = kind;
    this.mapping = mapping;
    this.needsId = needsId;
    this.reader = reader;
    this.apply = apply;
  }

  /** Puts them on the log. */
  protected static <E extends ParallaxEvent> Consumer<List<E>> publishing(
      Publisher publisher, String topic) {
    return events ->
        publisher.publish(
            events.stream().map(event -> new Publisher.Addressed(topic, event)).toList());
  }

  @Override
  public boolean knows(Quarantined row) {
    return row.mapping() == null ? row.kind().equals(kind) : row.mapping().equals(mapping);
  }

  @Override
  public Checked<Runnable> tryOut(
      Quarantined row, byte[] payload, PlannedCalls.Candidate candidate) {
    return read(row, payload);
  }

  @Override
  public Checked<Runnable> read(Quarantined row, byte[] payload) {
    return switch (Batch.ofOneOrMany(payload, MOST)) {
      case Checked.Invalid<Batch> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<Batch>(Batch batch) -> {
        List<E> events = new ArrayList<>(batch.items().size());
        for (Batch.Item item : batch.items()) {
          switch (read(row, item, events.size())) {
            case Checked.Valid<E> valid -> events.add(valid.value());
            case Checked.Invalid<E> invalid -> {
              yield new Checked.Invalid<>(invalid.mistakes());
            }
          }
        }
        yield Checked.valid(() -> apply.accept(events));
      }
    };
  }

  private Checked<E> read(Quarantined row, Batch.Item item, int index) {
    return switch (item.node()) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(JsonNode node) -> {
        if (!needsId && node instanceof ObjectNode object && !object.hasNonNull("id")) {
          object.put("id", row.messageId(index));
        }
        yield reader.read(node, row.source(), row.receivedAt());
      }
    };
  }
}
