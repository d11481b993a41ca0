package dev.parallax.ingestion.records;

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
    return switch (Batch.ofOneOrMany(payload)) {
      case Checked.Invalid<Batch> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<Batch>(Batch batch) -> {
        List<E> events = new ArrayList<>(batch.items().size());
        for (Batch.Item item : batch.items()) {
          if (!needsId && item.node() instanceof ObjectNode object && !object.hasNonNull("id")) {
            object.put("id", row.messageId(events.size()));
          }
          switch (reader.read(item.node(), row.source(), row.receivedAt())) {
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
}
