package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.RowMapper;
import dev.parallax.ingestion.mapping.Target;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.quarantine.Quarantined;
import dev.parallax.ingestion.quarantine.Replayer;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Rejected rows of files that came by a mapping of the firm's own: mended is the row as it stands
 * in the file, and the mapping is the one it came by.
 */
@ApplicationScoped
class MappedReplayer implements Replayer {
  private final Imports imports;
  private final ImportTargets targets;
  private final int largestEvent;

  MappedReplayer(Imports imports, ImportTargets targets, LimitsConfig limits) {
    this.imports = imports;
    this.targets = targets;
    this.largestEvent = Math.toIntExact(limits.event().asLongValue());
  }

  @Override
  public boolean knows(Quarantined row) {
    return row.mapping() != null && row.mapping().indexOf('@') > 0;
  }

  /** The plan that counts is the one that is tried: a row is no call yet. */
  @Override
  public Checked<Runnable> tryOut(
      Quarantined row, byte[] payload, PlannedCalls.Candidate candidate) {
    return read(
        row,
        payload,
        (target, name) -> target.trial(name, row.source(), row.authority(), row.receivedAt()));
  }

  @Override
  public Checked<Runnable> read(Quarantined row, byte[] payload) {
    AssertedConsent none = new AssertedConsent(Set.of(), row.source(), row.receivedAt());
    return read(
        row,
        payload,
        (target, name) ->
            target.chunk(name, row.source(), row.authority(), row.receivedAt(), none));
  }

  private Checked<Runnable> read(
      Quarantined row,
      byte[] payload,
      BiFunction<ImportTarget, Target, ImportTarget.Chunk> opening) {
    Mapping mapping = imports.mapping(row.mapping());
    ImportTarget.Chunk chunk = opening.apply(targets.of(mapping.target()), mapping.target());
    return switch (JsonTrees.parse(payload)) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(ObjectNode object) ->
          switch (new RowMapper(mapping).map(object)) {
            case RowMapper.Dropped() -> Checked.valid(() -> {});
            case RowMapper.Refused(List<Mistake> mistakes, ObjectNode unfinished) ->
                new Checked.Invalid<>(mistakes);
            case RowMapper.Mapped(ObjectNode input) -> {
              List<Mistake> mistakes =
                  MappedImport.add(chunk, input, mapping, row.messageId(0), largestEvent);
              yield mistakes.isEmpty()
                  ? Checked.valid(() -> chunk.store(List.of()))
                  : new Checked.Invalid<>(mistakes);
            }
          };
      case Checked.Valid<JsonNode>(JsonNode other) ->
          Checked.invalid(Code.WRONG_TYPE, "row", "must be an object");
    };
  }
}
