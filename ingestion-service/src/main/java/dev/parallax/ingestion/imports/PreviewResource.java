package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.file.UnreadableFileException;
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
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A look at a file before it is taken in. */
@Path("/v1/imports/preview")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.ANALYST, Roles.SERVICE})
public class PreviewResource {
  private final Previewer previewer;
  private final ImportForms forms;

  PreviewResource(Previewer previewer, ImportForms forms) {
    this.previewer = previewer;
    this.forms = forms;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RunOnVirtualThread
  @Operation(
      summary = "What a file is, and what a mapping would make of its first rows",
      description =
          "file: the file or its beginning (Parquet: all of it). mapping: a mapping's name, or"
              + " definition: its YAML; without either the answer suggests one. Nothing is kept."
              + " Only an admin sees values as they are; other roles see their shape.")
  public Preview post(
      @RestForm String mapping,
      @RestForm String definition,
      @RestForm("file") FileUpload file,
      @Context SecurityContext caller)
      throws IOException {
    forms.requireFile(file);
    String name = mapping == null ? "" : mapping.trim();
    String yaml = forms.definition(name, definition).orElse(null);
    if (yaml == null && !name.isEmpty()) {
      throw Problems.invalid(
          "mapping", "must be the name of a mapping made by PUT /v1/imports/mappings/{name}");
    }
    try {
      return previewer.look(
          file.uploadedFile(),
          yaml == null ? null : ImportForms.parse("definition", yaml),
          caller.isUserInRole(Roles.ADMIN) ? Masking.OPEN : Masking.SHAPE);
    } catch (UnreadableFileException e) {
      throw Problems.invalid("file", e.getMessage());
    }
  }
}
