package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.Integrations;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.validation.Checked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes in single calls. */
@ApplicationScoped
class CallIntake {
  private final Requests requests;
  private final Intake intake;
  private final ExcludedCalls excludedCalls;
  private final PlannedCalls planned;

  CallIntake(Requests requests, Intake intake, ExcludedCalls excludedCalls, PlannedCalls planned) {
    this.requests = requests;
    this.intake = intake;
    this.excludedCalls = excludedCalls;
    this.planned = planned;
  }

  /**
   * @throws RuntimeException a 400 problem when it has mistakes
   */
  void take(CallType type, Request request) {
    JsonNode node = requests.require(request, null, JsonTrees.parse(request.body()));
    if (Integrations.excludeUs(node)) {
      excludedCalls.take(request, List.of(read(type, node, request)));
      return;
    }
    SegmentCall call =
        requests.require(
            request, node.path("messageId").asText(null), planned.check(read(type, node, request)));
    intake.take(
        request.source(), request.authority(), request.receivedAt(), List.of(call), List.of());
  }

  private static Checked<SegmentCall> read(CallType type, JsonNode node, Request request) {
    return CallReader.read(type, node, CallReader.Envelope.live(request.receivedAt()));
  }
}
