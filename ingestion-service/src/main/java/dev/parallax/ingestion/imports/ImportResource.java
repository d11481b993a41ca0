package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.source.Source;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
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
  private final Imports imports;
  private final ImportForms forms;

  ImportResource(Imports imports, ImportForms forms) {
    this.imports = imports;
    this.forms = forms;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  @Operation(
      summary = "Takes in a file (CSV, JSON lines or Parquet; plain, gzip, zip or zstd) as a job",
      description =
          "mapping: online-retail, events, transactions, or one of your own (name, or"
              + " name@version). definition: instead of a mapping's name, a mapping itself, in"
              + " YAML. source: whose inputs they are, by the name of its write key (else '"
              + Source.API
              + "'); what that source has sent already counts once. consent: purposes, comma"
              + " separated, that the operator asserts for customers who have given no answer; not for"
              + " analysts, whose rows that answer for customers are rejected too."
              + " limit: rows to take in at most; online-retail takes invoices that are begun"
              + " whole.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response post(
      @RestForm String mapping,
      @RestForm String definition,
      @RestForm("file") FileUpload file,
      @RestForm String source,
      @RestForm String consent,
      @RestForm String limit,
      @Context SecurityContext caller)
      throws IOException {
    forms.requireFile(file);
    ImportRequest request =
        forms.read(mapping, definition, source, authority(caller), consent, limit);
    try {
      imports.check(request, file.uploadedFile());
    } catch (UnreadableFileException e) {
      throw Problems.invalid("file", e.getMessage());
    }
    return Jobs.accepted(imports.submit(request, file.uploadedFile()));
  }

  /** Who may not answer for a customer by {@code PUT …/consent} may not by a file. */
  private static Authority authority(SecurityContext caller) {
    return caller.isUserInRole(Roles.SERVICE)
            || caller.isUserInRole(Roles.PRIVACY_OFFICER)
            || caller.isUserInRole(Roles.ADMIN)
        ? Authority.FULL
        : Authority.FULL.withoutConsent();
  }
}
