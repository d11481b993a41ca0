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
import java.util.Optional;

/** Takes a spooled file in by its mapping. */
@ApplicationScoped
class ImportJob implements JobHandler {
  static final String KIND = "import";

  private final Spool spool;
  private final Mappings mappings;
  private final MappedImport mapped;
  private final Imports imports;

  ImportJob(Spool spool, Mappings mappings, MappedImport mapped, Imports imports) {
    this.spool = spool;
    this.mappings = mappings;
    this.mapped = mapped;
    this.imports = imports;
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
    ImportRequest request = ImportRequest.of(context.params());
    boolean spooled = request.file() == null;
    Path path = spooled ? spool.path(context.id()) : Path.of(request.file());
    if (!Files.exists(path)) {
      throw new JobFailedException(
          "the file is not there any more: parallax.imports.directory must be kept over restarts"
              + " and shared by all replicas");
    }
    try {
      context.progress(0, 0, "reading the file");
      imports.check(request, path);
      ImportRun run = new ImportRun(context, ImportFile.inspect(path), request);
      ObjectNode result = run(request, run).toJson();
      deleteIf(spooled, context);
      return result;
    } catch (UnreadableFileException e) {
      deleteIf(spooled, context);
      throw new JobFailedException(e.getMessage(), e);
    }
  }

  private ImportTally run(ImportRequest request, ImportRun run)
      throws IOException, UnreadableFileException, InterruptedException {
    Optional<ImportMapping> builtIn = mappings.find(request.mapping());
    return builtIn.isPresent() ? builtIn.get().run(run) : mapped.run(imports.mapping(request), run);
  }

  private void deleteIf(boolean spooled, JobContext context) {
    if (spooled) {
      spool.delete(context.id());
    }
  }
}
