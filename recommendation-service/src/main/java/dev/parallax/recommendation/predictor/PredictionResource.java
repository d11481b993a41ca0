package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What a predictor says of one row, of many, of a file. */
@Path("/v1/predictors/{name}")
@Tag(name = "predictors")
@RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
public class PredictionResource {
  private static final String CSV = "text/csv";

  private final Predicting predicting;
  private final Predictors predictors;
  private final FileStore files;
  private final Uploads uploads;

  PredictionResource(
      Predicting predicting, Predictors predictors, FileStore files, Uploads uploads) {
    this.predicting = predicting;
    this.predictors = predictors;
    this.files = files;
    this.uploads = uploads;
  }

  @POST
  @Path("/predict")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Predicts of one row or of many, with interval and each column's contribution",
      description =
          "A row is an object with the predictor's columns; what is absent or null is missing. The body is a"
              + " row, an array of rows, or {\"rows\":[…],\"explain\":true}. Of customers"
              + " {\"userId\":…} or {\"userIds\":[…]}, as they are now. One is explained unless"
              + " explain is false, many only if it is true.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples = @ExampleObject(name = "row", value = "{\"age\":25,\"income\":50000}")))
  public PredictionAnswer predict(@PathParam("name") String name, JsonNode body) {
    return predicting.answer(name, body);
  }

  @POST
  @Path("/predict")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.SERVICE, Roles.ANALYST, Roles.ADMIN})
  @Operation(
      summary = "Predicts of each row of a CSV, as a job",
      description =
          "file: CSV with at least the predictor's columns. keep: the name of a column, an id say, that the"
              + " result repeats. explain: whether the result has each column's contribution. The job's"
              + " result says where the CSV is.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response predictFile(
      @PathParam("name") String name,
      @RestForm("file") FileUpload file,
      @RestForm String keep,
      @RestForm String explain)
      throws IOException {
    uploads.require(file);
    List<FieldError> errors = new ArrayList<>();
    Boolean wanted = Uploads.flag("explain", explain, errors);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    String kept = keep == null || keep.isBlank() ? null : keep.strip();
    return Jobs.accepted(
        predictors.predict(name, file.uploadedFile(), kept, wanted != null && wanted));
  }

  @GET
  @Path("/predictions/{job}")
  @Produces(CSV)
  @RolesAllowed({Roles.SERVICE, Roles.ANALYST, Roles.ADMIN})
  @Operation(summary = "The CSV that predicting of a file came to")
  @APIResponse(
      responseCode = "200",
      content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
  public Response result(@PathParam("name") String name, @PathParam("job") String job) {
    if (!files.exists(job, FileStore.Kind.RESULT, name)) {
      throw Problems.notFound(
          "job", "names no prediction by file that has ended and is still kept");
    }
    StreamingOutput body =
        out -> {
          try (InputStream bytes = files.open(job, FileStore.Kind.RESULT)) {
            bytes.transferTo(out);
          }
        };
    return Response.ok(body, CSV)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".csv\"")
        .build();
  }
}
