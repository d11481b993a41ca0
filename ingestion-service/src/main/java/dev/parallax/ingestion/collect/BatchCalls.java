package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.Integrations;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Storable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Reads batches and their calls, alike whether they have just come or are replayed. */
@ApplicationScoped
class BatchCalls {
  /** What a batch says for all its calls becomes so much larger at most, being said for each. */
  private static final int REPEATED = 10;

  private final long largestEvent;
  private final Batch.Limits limits;

  /**
   * @param excluded its sender does not mean it for us
   */
  record Read(Checked<SegmentCall> call, boolean excluded) {}

  BatchCalls(LimitsConfig limits) {
    this.largestEvent = limits.event().asLongValue();
    this.limits =
        new Batch.Limits(
            limits.batchCalls(), largestEvent, REPEATED * limits.batch().asLongValue());
  }

  Checked<Batch> batch(byte[] body) {
    return Batch.ofSegment(body, limits);
  }

  /** What a batch says for all of its calls. */
  static Checked<CallReader.Envelope> envelope(ObjectNode node, Instant receivedAt) {
    Mistakes mistakes = new Mistakes();
    Storable.check(node, mistakes);
    Fields fields = new Fields("", node, mistakes);
    Instant sentAt = fields.time("sentAt");
    ObjectNode context = fields.object("context");
    return mistakes.orElse(() -> new CallReader.Envelope(sentAt, context, receivedAt, true));
  }

  /** A call of a batch; {@code ofAll} are the fields beside the calls. */
  Read read(Batch.Item item, ObjectNode ofAll, CallReader.Envelope envelope) {
    if (item.size() > largestEvent) {
      return new Read(
          Checked.invalid(Code.TOO_LARGE, "body", "must have at most " + largestEvent + " bytes"),
          false);
    }
    return switch (item.node()) {
      case Checked.Invalid<JsonNode> invalid ->
          new Read(new Checked.Invalid<>(invalid.mistakes()), false);
      case Checked.Valid<JsonNode>(JsonNode node) -> {
        Integrations.inherit(node, ofAll);
        yield new Read(CallReader.read(node, envelope), Integrations.excludeUs(node));
      }
    };
  }
}
