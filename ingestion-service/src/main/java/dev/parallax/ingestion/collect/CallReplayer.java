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
  private final long largestEvent;

  CallReplayer(PlannedCalls planned, Intake intake, LimitsConfig limits) {
    this.planned = planned;
    this.intake = intake;
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
    boolean whole = BATCHES.contains(row.kind()) && row.envelope() == null;
    return switch (whole ? batch(row, payload, check) : single(row, payload, check)) {
      case Checked.Invalid<List<SegmentCall>> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<List<SegmentCall>> valid ->
          Checked.valid(
              () ->
                  intake.take(
                      row.source(), row.authority(), row.receivedAt(), valid.value(), List.of()));
    };
  }

  private Checked<List<SegmentCall>> single(
      Quarantined row, byte[] payload, UnaryOperator<Checked<SegmentCall>> check) {
    if (payload.length > largestEvent) {
      return tooLarge();
    }
    return switch (JsonTrees.parse(payload)) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(JsonNode node) ->
          switch (Consents.ofFile(row.mapping(), row.authority(), check.apply(call(row, node)))) {
            case Checked.Invalid<SegmentCall> invalid -> new Checked.Invalid<>(invalid.mistakes());
            case Checked.Valid<SegmentCall>(SegmentCall call) ->
                Checked.valid(List.of(identified(call, row, 0)));
          };
    };
  }

  /** An endpoint's own type stands above what a call says; within batches and files it is said. */
  private static Checked<SegmentCall> call(Quarantined row, JsonNode node) {
    if (row.mapping() != null) {
      return CallReader.read(node, new CallReader.Envelope(null, null, row.receivedAt(), false));
    }
    if (row.envelope() == null) {
      CallType type = CallType.parse(row.kind()).orElseThrow();
      return CallReader.read(type, node, CallReader.Envelope.live(row.receivedAt()));
    }
    return switch (JsonTrees.parse(row.envelope())) {
      case Checked.Valid<JsonNode>(ObjectNode envelope) ->
          switch (BatchIntake.envelope(envelope, row.receivedAt())) {
            case Checked.Valid<CallReader.Envelope> valid -> {
              Integrations.inherit(node, envelope);
              yield CallReader.read(node, valid.value());
            }
            case Checked.Invalid<CallReader.Envelope> invalid ->
                new Checked.Invalid<>(invalid.mistakes());
          };
      default -> throw new IllegalStateException("unreadable envelope of a rejected call");
    };
  }

  private Checked<List<SegmentCall>> batch(
      Quarantined row, byte[] payload, UnaryOperator<Checked<SegmentCall>> check) {
    return switch (Batch.ofSegment(payload)) {
      case Checked.Invalid<Batch> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<Batch>(Batch batch) ->
          switch (BatchIntake.envelope(batch.envelope(), row.receivedAt())) {
            case Checked.Invalid<CallReader.Envelope> invalid ->
                new Checked.Invalid<>(invalid.mistakes());
            case Checked.Valid<CallReader.Envelope> valid ->
                calls(row, batch, valid.value(), check);
          };
    };
  }

  private Checked<List<SegmentCall>> calls(
      Quarantined row,
      Batch batch,
      CallReader.Envelope envelope,
      UnaryOperator<Checked<SegmentCall>> check) {
    List<SegmentCall> calls = new ArrayList<>(batch.items().size());
    for (Batch.Item item : batch.items()) {
      if (item.size() > largestEvent) {
        return tooLarge();
      }
      Integrations.inherit(item.node(), batch.envelope());
      if (Integrations.excludeUs(item.node())) {
        continue;
      }
      switch (check.apply(CallReader.read(item.node(), envelope))) {
        case Checked.Invalid<SegmentCall> invalid -> {
          return new Checked.Invalid<>(invalid.mistakes());
        }
        case Checked.Valid<SegmentCall>(SegmentCall call) ->
            calls.add(identified(call, row, calls.size()));
      }
    }
    return Checked.valid(calls);
  }

  private <T> Checked<T> tooLarge() {
    return Checked.invalid(Code.TOO_LARGE, "body", "must have at most " + largestEvent + " bytes");
  }

  private static SegmentCall identified(SegmentCall call, Quarantined row, int index) {
    return call.messageId() == null ? call.withMessageId(row.messageId(index)) : call;
  }
}
