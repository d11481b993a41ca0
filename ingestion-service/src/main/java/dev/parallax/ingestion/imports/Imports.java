package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.CsvLayout;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.ParquetRows;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.mapping.Format;
import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.MappingException;
import dev.parallax.ingestion.mapping.MappingReader;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at files and makes jobs of them, wherever they come from. */
@ApplicationScoped
class Imports {
  private static final int HEAD = 64 * 1024;

  private final Jobs jobs;
  private final Spool spool;
  private final Mappings mappings;
  private final MappingStore store;

  Imports(Jobs jobs, Spool spool, Mappings mappings, MappingStore store) {
    this.jobs = jobs;
    this.spool = spool;
    this.mappings = mappings;
    this.store = store;
  }

  /**
   * A first look, while the sender still waits.
   *
   * @throws UnreadableFileException when the file cannot be what the mapping is for
   */
  void check(ImportRequest request, Path file) throws IOException, UnreadableFileException {
    byte[] head = ImportFile.head(file, HEAD);
    Optional<ImportMapping> builtIn = mappings.find(request.mapping());
    if (builtIn.isPresent()) {
      builtIn.get().check(head);
      return;
    }
    Mapping mapping = mapping(request);
    switch (mapping.format().type()) {
      case CSV -> checkColumns(mapping, head);
      case JSONL -> checkJson(head);
      case PARQUET -> ParquetRows.open(file).close();
    }
  }

  /** One of the firm's own, as it was when the import was asked for. */
  Mapping mapping(ImportRequest request) {
    return mapping(request.mapping());
  }

  Mapping mapping(String reference) {
    StoredMapping stored =
        store
            .recall(reference)
            .orElseThrow(() -> new JobFailedException("the mapping does not exist any more"));
    try {
      return MappingReader.read(stored.definition());
    } catch (MappingException e) {
      throw new JobFailedException("the mapping is not read any more: " + e.getMessage(), e);
    }
  }

  /** Takes the file over. */
  Job submit(ImportRequest request, Path file) throws IOException {
    return submit(jobs.newId(), request, file);
  }

  Job submit(String id, ImportRequest request, Path file) throws IOException {
    spool.store(id, file);
    return jobs.submit(id, ImportJob.KIND, request.toParams());
  }

  private static void checkColumns(Mapping mapping, byte[] head)
      throws IOException, UnreadableFileException {
    Format format = mapping.format();
    CsvLayout layout = format.csv();
    Charset charset = format.charset() == null ? StandardCharsets.UTF_8 : format.charset();
    try (CsvFile csv = CsvFile.of(new ByteArrayInputStream(head), charset, layout)) {
      List<String> missing = mapping.missingColumns(csv.header());
      if (!missing.isEmpty()) {
        throw new UnreadableFileException(
            "the header must have the columns that the mapping names; missing: "
                + String.join(", ", missing));
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException e) {
      throw new UnreadableFileException("the header line must be valid CSV", e);
    }
  }

  private static void checkJson(byte[] head) throws UnreadableFileException {
    for (byte b : head) {
      if (b == '{') {
        return;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b >= 0) {
        throw new UnreadableFileException("must have a JSON object on each line");
      }
    }
  }
}
