package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes a spooled file in by its mapping. */
@ApplicationScoped
class ImportJob implements JobHandler {
  static final String KIND = "import";

  private final Spool spool;
  private final Mappings mappings;

  ImportJob(Spool spool, Mappings mappings) {
    this.spool = spool;
    this.mappings = mappings;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Every row is counted, those of a file that turns out broken further on too. */
  @Override
  public ObjectNode doneBy(ObjectNode checkpoint) {
    return ImportRun.counted(checkpoint);
  }

  @Override
  public ObjectNode run(JobContext context) throws IOException, InterruptedException {
    Path path = spool.path(context.id());
    if (!Files.exists(path)) {
      throw new JobFailedException(
          "the file is not there any more: parallax.imports.directory must be kept over restarts and shared by all"
              + " replicas");
    }
    try {
      ImportRequest request = ImportRequest.of(context.params());
      ImportMapping mapping =
          mappings
              .find(request.mapping())
              .orElseThrow(() -> new JobFailedException("the mapping does not exist any more"));
      context.progress(0, 0, "reading the file");
      ImportFile file = ImportFile.inspect(path);
      ObjectNode result = mapping.run(new ImportRun(context, file, request)).toJson();
      spool.delete(context.id());
      return result;
    } catch (UnreadableFileException e) {
      spool.delete(context.id());
      throw new JobFailedException(e.getMessage(), e);
    }
  }
}
