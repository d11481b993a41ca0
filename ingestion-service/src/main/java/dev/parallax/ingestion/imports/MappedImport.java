package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.RowMapper;
import dev.parallax.ingestion.mapping.Rows;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a file in by a mapping of the firm's own. A bad row goes to the quarantine and the import
 * goes on.
 */
@ApplicationScoped
class MappedImport {
  private static final int CHUNK_ROWS = 2_000;

  private final ImportTargets targets;
  private final Publisher publisher;
  private final Patience patience;
  private final Rate rate;
  private final int largestEvent;

  MappedImport(
      ImportTargets targets,
      Publisher publisher,
      Patience patience,
      Rate rate,
      LimitsConfig limits) {
    this.targets = targets;
    this.publisher = publisher;
    this.patience = patience;
    this.rate = rate;
    this.largestEvent = Math.toIntExact(limits.event().asLongValue());
  }

  ImportTally run(Mapping mapping, ImportRun run)
      throws IOException, UnreadableFileException, InterruptedException {
    Progress progress = new Progress(mapping, run);
    try (Rows rows = Rows.open(run.file(), mapping.format(), largestEvent)) {
      for (Rows.Numbered row = rows.next();
          row != null && row.number() <= run.limit();
          row = rows.next()) {
        if (row.number() > run.resumeAfter()) {
          progress.take(row);
          if (progress.isFull()) {
            progress.flush();
            run.progress(rows.bytesRead(), run.file().size(), row.number() + " rows");
          }
        }
      }
    }
    progress.flush();
    run.progress(run.file().size(), run.file().size(), progress.row + " rows");
    return progress.tally;
  }

  /**
   * Adds a mapped row to a chunk, the same way whether it is imported, tried out or replayed.
   *
   * @param id of a row that names none of its own: it must be the same each time, so that the row
   *     counts once
   * @param largest in bytes
   * @return what is wrong with it; empty: it is in the chunk
   */
  static List<Mistake> add(
      ImportTarget.Chunk chunk, ObjectNode input, Mapping mapping, String id, int largest) {
    String field = mapping.target().idField();
    if (field != null && !input.hasNonNull(field)) {
      input.put(field, id);
    }
    // Characters are at most as many as bytes; a row near the limit is told apart by the target.
    return input.toString().length() > largest
        ? List.of(new Mistake(Code.TOO_LARGE, "row", "must become at most " + largest + " bytes"))
        : chunk.add(input);
  }

  private final class Progress {
    private final Mapping mapping;
    private final RowMapper mapper;
    private final ImportRun run;
    private final ImportTarget target;
    private final AssertedConsent consent;
    private final ImportTally tally;
    private final List<Rejection> rejections = new ArrayList<>();
    private ImportTarget.Chunk chunk;
    private long row;
    private int seen;

    private Progress(Mapping mapping, ImportRun run) {
      this.mapping = mapping;
      this.mapper = new RowMapper(mapping);
      this.run = run;
      this.target = targets.of(mapping.target());
      this.consent = new AssertedConsent(run);
      this.tally = run.tally();
      this.row = run.resumeAfter();
      this.chunk = open();
    }

    private ImportTarget.Chunk open() {
      return target.chunk(
          mapping.target(), run.source(), run.authority(), run.receivedAt(), consent);
    }

    private boolean isFull() {
      return seen >= CHUNK_ROWS;
    }

    private void take(Rows.Numbered read) {
      row = read.number();
      seen++;
      List<Mistake> mistakes = read.mistakes();
      ObjectNode mapped = null;
      if (mistakes.isEmpty()) {
        switch (mapper.map(read.row())) {
          case RowMapper.Dropped() -> {
            tally.dropped(1);
            return;
          }
          case RowMapper.Refused(List<Mistake> refused, ObjectNode unfinished) -> {
            mistakes = refused;
            mapped = unfinished;
          }
          case RowMapper.Mapped(ObjectNode input) -> {
            mapped = input;
            // Known by its file and place, the same file counts once however often it is sent.
            String id = "file-" + run.file().digest() + "-" + row;
            mistakes = add(chunk, input, mapping, id, largestEvent);
          }
        }
      }
      if (mistakes.isEmpty()) {
        tally.accepted(1);
      } else {
        tally.rejected(mistakes.getFirst().code());
        rejections.add(run.mapped(row, mistakes, Rows.payload(read), mapped));
      }
    }

    private void flush() throws InterruptedException {
      if (seen == 0) {
        return;
      }
      patience
          .call(
              () -> {
                publisher.requireLog();
                return chunk.store(rejections);
              })
          .forEach(tally::published);
      rate.rejected(rejections.size());
      run.checkpoint(row, tally);
      chunk = open();
      rejections.clear();
      seen = 0;
    }
  }
}
