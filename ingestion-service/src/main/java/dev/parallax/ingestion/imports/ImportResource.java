package dev.parallax.ingestion.imports;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.source.Source;
import dev.parallax.ingestion.source.WriteKeys;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Files over HTTP: the upload goes to disk, the rest is a job. */
@Path("/v1/imports")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.ANALYST, Roles.SERVICE})
public class ImportResource {
  private static final int HEAD = 64 * 1024;

  private final Jobs jobs;
  private final Spool spool;
  private final Mappings mappings;
  private final ImportsConfig config;
  private final WriteKeys keys;
  private final Clock clock;

  ImportResource(
      Jobs jobs,
      Spool spool,
      Mappings mappings,
      ImportsConfig config,
      WriteKeys keys,
      Clock clock) {
    this.jobs = jobs;
    this.spool = spool;
    this.mappings = mappings;
    this.config = config;
    this.keys = keys;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  @Operation(
      summary = "Takes in a file (plain, gzip or zip) as a job",
      description =
          "mapping: online-retail, events or transactions. source: whose inputs they are, by the name of"
              + " its write key (else '"
              + Source.API
              + "'); what that source has sent already counts"
              + " once. consent: purposes, comma separated, that the operator"
              + " asserts for customers who have given no answer. limit: rows to take in at most; online-retail takes"
              + " invoices that are begun whole.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response post(
      @RestForm String mapping,
      @RestForm("file") FileUpload file,
      @RestForm String source,
      @RestForm String consent,
      @RestForm String limit)
      throws IOException {
    ImportMapping known =
        mappings
            .find(mapping == null ? "" : mapping.trim())
            .orElseThrow(() -> Problems.invalid("mapping", "must be one of " + mappings.names()));
    if (file == null) {
      throw Problems.invalid("file", "must be a part of the multipart body");
    }
    if (file.size() > config.largest().asLongValue()) {
      throw Problems.tooLarge(
          "file", "must not be larger than " + config.largest().asLongValue() + " bytes");
    }
    ImportRequest request =
        new ImportRequest(
            known.name(), source(source), purposes(consent), rows(limit), clock.instant());
    try {
      known.check(ImportFile.head(file.uploadedFile(), HEAD));
    } catch (UnreadableFileException e) {
      throw Problems.invalid("file", e.getMessage());
    }
    String id = jobs.newId();
    spool.store(id, file.uploadedFile());
    return Jobs.accepted(jobs.submit(id, ImportJob.KIND, request.toParams()));
  }

  private String source(String name) {
    if (name == null || name.isBlank()) {
      return Source.API;
    }
    if (!keys.sources().contains(name.trim())) {
      throw Problems.invalid("source", "must be one of " + keys.sources());
    }
    return name.trim();
  }

  private static Set<Purpose> purposes(String list) {
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    if (list == null) {
      return purposes;
    }
    for (String name : list.split(",")) {
      if (!name.isBlank()) {
        try {
          purposes.add(Purpose.parse(name));
        } catch (IllegalArgumentException e) {
          throw Problems.invalid(
              "consent",
              "must be a comma separated list of analytics, personalization, marketing, fraud-prevention");
        }
      }
    }
    return purposes;
  }

  private static long rows(String limit) {
    if (limit == null || limit.isBlank()) {
      return Long.MAX_VALUE;
    }
    try {
      long rows = Long.parseLong(limit.trim());
      if (rows > 0) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // The answer is the same.
    }
    throw Problems.invalid("limit", "must be a number of rows, 1 or more");
  }
}
