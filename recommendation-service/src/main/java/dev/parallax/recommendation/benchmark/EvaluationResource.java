package dev.parallax.recommendation.benchmark;

import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Evaluations of uploaded interactions. */
@Path("/v1/evaluations")
@Tag(name = "evaluations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@RunOnVirtualThread
public class EvaluationResource {
  private static final int LONGEST_NAME = 100;

  private final Evaluations evaluations;
  private final EvaluationRepository repository;
  private final BenchmarkConfig config;

  EvaluationResource(
      Evaluations evaluations, EvaluationRepository repository, BenchmarkConfig config) {
    this.evaluations = evaluations;
    this.repository = repository;
    this.config = config;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      summary = "Evaluates algorithms on a file of interactions, as a job",
      description =
          "file: one interaction a line, of user, item, and where there are any rating and"
              + " timestamp; with or without a header; comma, semicolon, tab, bar, space or ::"
              + " between; plain, gzip or zip (MovieLens' u.data, ratings.dat and zips as they are)."
              + " columns: what each holds, such as item,user,rating,timestamp with - for one to pass"
              + " over, or by the names of a header, such as user=customer_unique_id,item=product_id;"
              + " else told by known names, or user, item, rating, timestamp where there is no header."
              + " split: time, leave-last-out or random (the default; of each user's interactions)."
              + " shares: of training, validation and test, or of training and test, such as"
              + " 0.8,0.1,0.1; none of leave-last-out. k: the cut-off, 10. algorithms: names, comma separated, or a JSON array"
              + " with settings, such as [\"ease\",{\"name\":\"item-knn\",\"settings\":{\"k\":100}}];"
              + " all where none are named, popularity and random in any case; one that does not fit"
              + " the memory, or the file, is a row with the reason."
              + " minRating: lower ratings are left out. core: fewest interactions of each user and"
              + " item. values: implicit (each counts 1) or rating. tune: whether settings that are"
              + " not given are searched for on the validation (true). refit: whether the final models"
              + " learn from the validation, too (true where shares are two). seed: of everything random,"
              + " 1. name: whatever you call it. Nothing of the file is kept when the job is over.")
  @APIResponse(
      responseCode = "202",
      description = "The job; its id is that of the evaluation",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response post(
      @RestForm("file") FileUpload file,
      @RestForm String split,
      @RestForm String shares,
      @RestForm String k,
      @RestForm String algorithms,
      @RestForm String minRating,
      @RestForm String core,
      @RestForm String values,
      @RestForm String tune,
      @RestForm String refit,
      @RestForm String seed,
      @RestForm String columns,
      @RestForm String name) {
    if (file == null) {
      throw Problems.invalid("file", "must be a part of the multipart body");
    }
    if (file.size() > config.largest().asLongValue()) {
      throw Problems.tooLarge(
          "file", "must not be larger than " + config.largest().asLongValue() + " bytes");
    }
    if (name != null && (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0)) {
      throw Problems.invalid("name", "must be a text of at most " + LONGEST_NAME + " characters");
    }
    EvaluationRequest request =
        EvaluationForm.read(
            new EvaluationForm.Fields(
                split, shares, k, algorithms, minRating, core, values, tune, refit, seed, columns));
    return Jobs.accepted(evaluations.submit(request, name, file.uploadedFile()));
  }

  @GET
  @Operation(summary = "Evaluations with their tables, newest first")
  public Page<EvaluationView> list(@BeanParam PageQuery page) {
    return repository.list(page.size(), page.after());
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "One evaluation: how far it is, and its table",
      description =
          "result.rows: each algorithm with its settings, seconds to learn and to ask, every metric"
              + " with its 95 % bootstrap interval over the users, and NDCG and recall against"
              + " popularity and random, paired, with a verdict; or an error that says why it did not"
              + " take part. result.notes: what was assumed of the file, or passed over.")
  public EvaluationView get(@PathParam("id") String id) {
    return repository.find(id).orElseThrow(() -> Problems.notFound("id", "names no evaluation"));
  }
}
