package dev.parallax.ingestion.collect;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.request.RejectedItem;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Takes in batches: each call on its own merits. */
@ApplicationScoped
class BatchIntake {
  private final Requests requests;
  private final Intake intake;
  private final ExcludedCalls excludedCalls;
  private final PlannedCalls planned;
  private final BatchCalls batchCalls;

  BatchIntake(
      Requests requests,
      Intake intake,
      ExcludedCalls excludedCalls,
      PlannedCalls planned,
      BatchCalls batchCalls) {
    this.requests = requests;
    this.intake = intake;
    this.excludedCalls = excludedCalls;
    this.planned = planned;
    this.batchCalls = batchCalls;
  }

  CollectResource.BatchResult take(Request request) {
    Batch batch = requests.require(request, null, batchCalls.batch(request.body()));
    requests.reserve(batch.envelopes());
    requests.pay(request, batch.items().size());
    CallReader.Envelope envelope =
        requests.require(
            request, null, BatchCalls.envelope(batch.envelope(), request.receivedAt()));
    byte[] ofAll = null; // One for all that are rejected.
    List<SegmentCall> calls = new ArrayList<>(batch.items().size());
    List<Rejection> rejections = new ArrayList<>();
    List<RejectedItem> rejected = new ArrayList<>();
    List<Checked<SegmentCall>> excluded = new ArrayList<>();
    for (int i = 0; i < batch.items().size(); i++) {
      Batch.Item item = batch.items().get(i);
      BatchCalls.Read read = batchCalls.read(item, batch.envelope(), envelope);
      if (read.excluded()) {
        excluded.add(read.call());
        continue;
      }
      switch (planned.check(read.call())) {
        case Checked.Valid<SegmentCall> valid -> calls.add(valid.value());
        case Checked.Invalid<SegmentCall> invalid -> {
          ofAll = ofAll == null ? EventJson.write(batch.envelope()) : ofAll;
          Rejection rejection = rejection(request, item, ofAll, invalid.mistakes());
          rejections.add(rejection);
          rejected.add(RejectedItem.of(i, rejection.messageId(), invalid.mistakes()));
        }
      }
    }
    excludedCalls.take(request, excluded);
    intake.take(request.source(), request.authority(), request.receivedAt(), calls, rejections);
    return new CollectResource.BatchResult(true, calls.size(), rejected, excluded.size());
  }

  private static Rejection rejection(
      Request request, Batch.Item item, byte[] ofAll, List<Mistake> mistakes) {
    String type = item.text("type");
    return Rejection.ofBatch(
            request.source(),
            type != null && CallType.parse(type).isPresent() ? type : request.kind(),
            mistakes,
            item.text("messageId"),
            request.receivedAt(),
            item.payload(),
            ofAll)
        .withAuthority(request.authority());
  }
}
