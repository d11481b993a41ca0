package dev.parallax.ingestion.collect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Topics;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.file.Lines;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.imports.AssertedConsent;
import dev.parallax.ingestion.imports.ImportMapping;
import dev.parallax.ingestion.imports.ImportRun;
import dev.parallax.ingestion.imports.ImportTally;
import dev.parallax.ingestion.imports.Patience;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The mapping {@code events}: one call of the Segment spec as JSON on each line. */
@ApplicationScoped
class EventsImport implements ImportMapping {
  static final String NAME = "events";

  private static final int CHUNK_ROWS = 2_000;

  private final Intake intake;
  private final Pseudonyms pseudonyms;
  private final Publisher publisher;
  private final Patience patience;
  private final PlannedCalls planned;
  private final int largestEvent;

  private static final class Chunk {
    private final List<SegmentCall> calls = new ArrayList<>(CHUNK_ROWS);
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<ProfileUpdate> consent = new ArrayList<>();

    boolean isFull() {
      return calls.size() + rejections.size() >= CHUNK_ROWS;
    }
  }

  EventsImport(
      Intake intake,
      Pseudonyms pseudonyms,
      Publisher publisher,
      Patience patience,
      PlannedCalls planned,
      LimitsConfig limits) {
    this.intake = intake;
    this.pseudonyms = pseudonyms;
    this.publisher = publisher;
    this.patience = patience;
    this.planned = planned;
    this.largestEvent = Math.toIntExact(limits.event().asLongValue());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void check(byte[] head) throws UnreadableFileException {
    int start = 0;
    while (start < head.length && head[start] != '{') {
      byte b = head[start++];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b >= 0) {
        throw new UnreadableFileException("must have a JSON object on each line");
      }
    }
  }

  @Override
  public ImportTally run(ImportRun run)
      throws IOException, UnreadableFileException, InterruptedException {
    ImportTally tally = run.tally();
    CallReader.Envelope envelope = new CallReader.Envelope(null, null, run.receivedAt(), false);
    AssertedConsent consent = new AssertedConsent(run);
    Chunk chunk = new Chunk();
    long row = 0;
    try (Lines lines = Lines.open(run.file(), largestEvent)) {
      for (Lines.Line line = lines.next();
          line != null && line.number() <= run.limit();
          line = lines.next()) {
        row = line.number();
        if (row <= run.resumeAfter()) {
          continue;
        }
        take(line, run, envelope, consent, tally, chunk);
        if (chunk.isFull()) {
          chunk = flush(run, tally, chunk, row);
          run.progress(lines.bytesRead(), run.file().size(), row + " rows");
        }
      }
    }
    flush(run, tally, chunk, row);
    run.progress(run.file().size(), run.file().size(), row + " rows");
    return tally;
  }

  private void take(
      Lines.Line line,
      ImportRun run,
      CallReader.Envelope envelope,
      AssertedConsent consent,
      ImportTally tally,
      Chunk chunk) {
    Checked<JsonNode> json =
        line.text() == null
            ? Checked.invalid(Code.TOO_LARGE, "row", "must have at most " + largestEvent + " bytes")
            : JsonTrees.parse(line.text());
    switch (json) {
      case Checked.Invalid<JsonNode>(List<Mistake> mistakes) ->
          reject(run, tally, chunk, line, mistakes, null);
      case Checked.Valid<JsonNode>(JsonNode node) -> {
        switch (Consents.ofFile(
            NAME, run.authority(), planned.check(CallReader.read(node, envelope)))) {
          case Checked.Valid<SegmentCall>(SegmentCall call) -> {
            tally.accepted(1);
            chunk.calls.add(identified(call, run, line.number()));
            consent.of(call.cid(pseudonyms)).ifPresent(chunk.consent::add);
          }
          case Checked.Invalid<SegmentCall>(List<Mistake> mistakes) ->
              reject(run, tally, chunk, line, mistakes, node.path("messageId").asText(null));
        }
      }
    }
  }

  /**
   * A line without a messageId is known by its file and place, so that no repeat of the import
   * counts twice.
   */
  private static SegmentCall identified(SegmentCall call, ImportRun run, long row) {
    return call.messageId() != null
        ? call
        : call.withMessageId("file-" + run.file().digest() + "-" + row);
  }

  private static void reject(
      ImportRun run,
      ImportTally tally,
      Chunk chunk,
      Lines.Line line,
      List<Mistake> mistakes,
      String messageId) {
    tally.rejected(mistakes.getFirst().code());
    chunk.rejections.add(run.rejection(line.number(), mistakes, messageId, line.text()));
  }

  private Chunk flush(ImportRun run, ImportTally tally, Chunk chunk, long row)
      throws InterruptedException {
    if (row > run.resumeAfter()) {
      Intake.Effects effects =
          patience.call(
              () -> {
                publisher.requireLog();
                return intake.take(
                    run.source(),
                    run.authority(),
                    run.receivedAt(),
                    chunk.calls,
                    chunk.rejections,
                    chunk.consent);
              });
      tally.published(Topics.CUSTOMER_EVENTS, effects.events());
      tally.published(Topics.CUSTOMER_PROFILES, effects.profiles());
      tally.published(Topics.IDENTITY_MERGES, effects.merges());
      run.checkpoint(row, tally);
    }
    return new Chunk();
  }
}
