package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.Integrations;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.quarantine.Quarantined;
import dev.parallax.ingestion.quarantine.Replayer;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Segment calls: single ones, those of batches, whole batches, and lines of files of events. */
@ApplicationScoped
class CallReplayer implements Replayer {
  private static final Set<String> BATCHES = Set.of("batch", "import");

  private final PlannedCalls planned;
  private final Intake intake;
  private final ExcludedCalls excludedCalls;
  private final BatchCalls batchCalls;
  private final long largestEvent;

  CallReplayer(
      PlannedCalls planned,
      Intake intake,
      ExcludedCalls excludedCalls,
      BatchCalls batchCalls,
      LimitsConfig limits) {
    this.planned = planned;
    this.intake = intake;
    this.excludedCalls = excludedCalls;
    this.batchCalls = batchCalls;
    this.largestEvent = limits.event().asLongValue();
  }

  @Override
  public boolean knows(Quarantined row) {
    return CallType.parse(row.kind()).isPresent()
        || BATCHES.contains(row.kind())
        || EventsImport.NAME.equals(row.mapping());
  }

  @Override
  public Checked<Runnable> tryOut(
      Quarantined row, byte[] payload, PlannedCalls.Candidate candidate) {
    return read(row, payload, call -> planned.tryOut(call, candidate));
  }

  @Override
  public Checked<Runnable> read(Quarantined row, byte[] payload) {
    return read(row, payload, planned::check);
  }

  private Checked<Runnable> read(
      Quarantined row, byte[] payload, UnaryOperator<Checked<SegmentCall>> check) {
    return switch (calls(row, payload)) {
      case Checked.Invalid<List<BatchCalls.Read>> invalid ->
          new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<List<BatchCalls.Read>>(var calls) -> takingIn(row, calls, check);
    };
  }

  private Checked<Runnable> takingIn(
      Quarantined row, List<BatchCalls.Read> read, UnaryOperator<Checked<SegmentCall>> check) {
    List<SegmentCall> calls = new ArrayList<>(read.size());
    List<Checked<SegmentCall>> excluded = new ArrayList<>();
    for (BatchCalls.Read one : read) {
      if (one.excluded()) {
        excluded.add(one.call());
        continue;
      }
      switch (Consents.ofFile(row.mapping(), row.authority(), check.apply(one.call()))) {
        case Checked.Invalid<SegmentCall> invalid -> {
          return new Checked.Invalid<>(invalid.mistakes());
        }
        case Checked.Valid<SegmentCall>(SegmentCall call) ->
            calls.add(identified(call, row, calls.size()));
      }
    }
    Request request =
        new Request(row.kind(), row.source(), row.authority(), row.receivedAt(), row.payload());
    return Checked.valid(
        () -> {
          excludedCalls.take(request, excluded);
          if (!calls.isEmpty()) {
            intake.take(row.source(), row.authority(), row.receivedAt(), calls, List.of());
          }
        });
  }

  private Checked<List<BatchCalls.Read>> calls(Quarantined row, byte[] payload) {
    boolean ofBatch = row.envelope() != null;
    if (BATCHES.contains(row.kind()) && !ofBatch) {
      return switch (batchCalls.batch(payload)) {
        case Checked.Invalid<Batch> invalid -> new Checked.Invalid<>(invalid.mistakes());
        case Checked.Valid<Batch>(Batch batch) -> batch(row, batch.envelope(), batch.items());
      };
    }
    if (ofBatch) {
      return switch (JsonTrees.parse(row.envelope())) {
        case Checked.Valid<JsonNode>(ObjectNode envelope) ->
            batch(row, envelope, List.of(new Batch.Item(payload, 0, payload.length)));
        default -> throw new IllegalStateException("unreadable envelope of a rejected call");
      };
    }
    if (payload.length > largestEvent) {
      return Checked.invalid(
          Code.TOO_LARGE, "body", "must have at most " + largestEvent + " bytes");
    }
    return switch (JsonTrees.parse(payload)) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(JsonNode node) -> Checked.valid(List.of(alone(row, node)));
    };
  }

  private Checked<List<BatchCalls.Read>> batch(
      Quarantined row, ObjectNode ofAll, List<Batch.Item> items) {
    return switch (BatchCalls.envelope(ofAll, row.receivedAt())) {
      case Checked.Invalid<CallReader.Envelope> invalid ->
          new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<CallReader.Envelope>(CallReader.Envelope envelope) ->
          Checked.valid(
              items.stream().map(item -> batchCalls.read(item, ofAll, envelope)).toList());
    };
  }

  /**
   * An endpoint's own type stands above what a call says; within files it is said. Files are taken
   * in whole, whomever their calls are meant for.
   */
  private static BatchCalls.Read alone(Quarantined row, JsonNode node) {
    if (row.mapping() != null) {
      return new BatchCalls.Read(
          CallReader.read(node, new CallReader.Envelope(null, null, row.receivedAt(), false)),
          false);
    }
    CallType type = CallType.parse(row.kind()).orElseThrow();
    return new BatchCalls.Read(
        CallReader.read(type, node, CallReader.Envelope.live(row.receivedAt())),
        Integrations.excludeUs(node));
  }

  private static SegmentCall identified(SegmentCall call, Quarantined row, int index) {
    return call.messageId() == null ? call.withMessageId(row.messageId(index)) : call;
  }
}
