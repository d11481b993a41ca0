package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.Integrations;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.request.RejectedItem;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.ingestion.validation.Storable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes in batches: each call on its own merits. */
@ApplicationScoped
class BatchIntake {
  private final Requests requests;
  private final Intake intake;
  private final ExcludedCalls excludedCalls;
  private final PlannedCalls planned;
  private final long largestEvent;

  BatchIntake(
      Requests requests,
      Intake intake,
      ExcludedCalls excludedCalls,
      PlannedCalls planned,
      LimitsConfig limits) {
    this.requests = requests;
    this.intake = intake;
    this.excludedCalls = excludedCalls;
    this.planned = planned;
    this.largestEvent = limits.event().asLongValue();
  }

  CollectResource.BatchResult take(Request request) {
    Batch batch = requests.require(request, null, Batch.ofSegment(request.body()));
    requests.pay(request, batch.items().size());
    CallReader.Envelope envelope =
        requests.require(request, null, envelope(batch.envelope(), request.receivedAt()));
    List<SegmentCall> calls = new ArrayList<>(batch.items().size());
    List<Rejection> rejections = new ArrayList<>();
    List<RejectedItem> rejected = new ArrayList<>();
    List<Checked<SegmentCall>> excluded = new ArrayList<>();
    for (int i = 0; i < batch.items().size(); i++) {
      Batch.Item item = batch.items().get(i);
      Integrations.inherit(item.node(), batch.envelope());
      if (Integrations.excludeUs(item.node())) {
        excluded.add(CallReader.read(item.node(), envelope));
        continue;
      }
      switch (read(item, envelope)) {
        case Checked.Valid<SegmentCall> valid -> calls.add(valid.value());
        case Checked.Invalid<SegmentCall> invalid -> {
          Rejection rejection = rejection(request, batch, item, invalid.mistakes());
          rejections.add(rejection);
          rejected.add(RejectedItem.of(i, rejection.messageId(), invalid.mistakes()));
        }
      }
    }
    excludedCalls.take(request, excluded);
    intake.take(request.source(), request.authority(), request.receivedAt(), calls, rejections);
    return new CollectResource.BatchResult(true, calls.size(), rejected, excluded.size());
  }

  private Checked<SegmentCall> read(Batch.Item item, CallReader.Envelope envelope) {
    return item.size() > largestEvent
        ? Checked.invalid(Code.TOO_LARGE, "body", "must have at most " + largestEvent + " bytes")
        : planned.check(CallReader.read(item.node(), envelope));
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

  private static Rejection rejection(
      Request request, Batch batch, Batch.Item item, List<Mistake> mistakes) {
    String type = item.node().path("type").asText("");
    return Rejection.ofBatch(
            request.source(),
            CallType.parse(type).isPresent() ? type : request.kind(),
            mistakes,
            item.node().path("messageId").asText(null),
            request.receivedAt(),
            item.payload(),
            EventJson.write(batch.envelope()))
        .withAuthority(request.authority());
  }
}
