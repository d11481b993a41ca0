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
   * A row that names no id of its own is known by its file and place, so that the same file counts
   * once however often it is sent.
   */
  static void identify(ObjectNode input, Mapping mapping, String id) {
    String field = mapping.target().idField();
    if (field != null && !input.hasNonNull(field)) {
      input.put(field, id);
    }
  }

  /** What is the matter with a mapped row before its target reads it. */
  static List<Mistake> tooLarge(ObjectNode input, int largest) {
    // Characters are at most as many as bytes; a row near the limit is told apart by the target.
    return input.toString().length() > largest
        ? List.of(new Mistake(Code.TOO_LARGE, "row", "must become at most " + largest + " bytes"))
        : List.of();
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
            identify(input, mapping, "file-" + run.file().digest() + "-" + row);
            mistakes = tooLarge(input, largestEvent);
            if (mistakes.isEmpty()) {
              mistakes = chunk.add(input);
            }
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
