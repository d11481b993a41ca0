package dev.parallax.recommendation.predictor;

import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Predictors by name. */
@Path("/v1/predictors")
@Tag(name = "predictors")
@RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PredictorResource {
  private final Predictors predictors;
  private final Uploads uploads;

  PredictorResource(Predictors predictors, Uploads uploads) {
    this.predictors = predictors;
    this.uploads = uploads;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed({Roles.ANALYST, Roles.ADMIN})
  @Operation(
      summary = "Learns a predictor from a CSV, as a job; one of the same name gets a new version",
      description =
          "file: CSV (UTF-8, comma, semicolon or tab, gzip or plain) whose first line names the columns."
              + " target: the column that is predicted. type: regression or classification."
              + " algorithm: linear-regression, logistic-regression, linear-svm, decision-tree,"
              + " random-forest, gradient-boosting or auto. categories, ignore: names of columns, comma"
              + " separated or repeated. The first version serves; a later one takes over unless it is"
              + " worse than the one before on rows held out, and can be promoted by hand.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response upload(
      @RestForm String name,
      @RestForm String target,
      @RestForm String type,
      @RestForm String algorithm,
      @RestForm String data,
      @RestForm String seed,
      @RestForm String testShare,
      @RestForm String folds,
      @RestForm String positive,
      @RestForm String confidence,
      @RestForm String threshold,
      @RestForm String logTransform,
      @RestForm String clipOutliers,
      @RestForm List<String> categories,
      @RestForm List<String> ignore,
      @RestForm("file") FileUpload file)
      throws IOException {
    uploads.require(file);
    Order order =
        Uploads.order(
            name,
            target,
            type,
            algorithm,
            data,
            seed,
            testShare,
            folds,
            positive,
            confidence,
            threshold,
            logTransform,
            clipOutliers,
            categories,
            ignore);
    return Jobs.accepted(predictors.train(order, file.uploadedFile()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.ANALYST, Roles.ADMIN})
  @Operation(
      summary = "Learns a predictor of the suite's own customers, as a job",
      description =
          "Describes each customer by what they did up to a moment, and learns what they did in the days"
              + " after it. Only of customers who agreed to analytics and personalization.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response train(PredictorRequest request) {
    return Jobs.accepted(predictors.train(OrderForms.read(request, false)));
  }

  @GET
  @Operation(summary = "Predictors by name, each with the version that answers")
  public Page<PredictorView.Summary> list(@BeanParam PageQuery page) {
    return predictors.list(page.size(), page.after());
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One predictor: card, evaluation, columns to send, versions")
  public PredictorView get(@PathParam("name") String name) {
    return predictors.get(name);
  }

  @DELETE
  @Path("/{name}")
  @RolesAllowed({Roles.ANALYST, Roles.ADMIN})
  @Operation(summary = "Deletes a predictor with its models, evaluations and files")
  @APIResponse(responseCode = "204", description = "It is gone, on every replica")
  public void delete(@PathParam("name") String name) {
    predictors.delete(name);
  }
}
