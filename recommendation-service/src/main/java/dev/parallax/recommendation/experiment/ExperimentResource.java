package dev.parallax.recommendation.experiment;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying out strategies, models and blends on customers. */
@Path("/v1/experiments")
@Tag(name = "experiments")
@RolesAllowed({Roles.ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExperimentResource {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Experiments experiments;

  ExperimentResource(Experiments experiments) {
    this.experiments = experiments;
  }

  @GET
  @RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
  @Operation(summary = "Experiments, by name")
  public Page<Experiment> list(@BeanParam PageQuery page) {
    return Page.of(experiments.list(page.size() + 1, page.after()), page.size(), Experiment::name);
  }

  @GET
  @Path("/{name}")
  @RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
  @Operation(summary = "One experiment")
  public Experiment get(@PathParam("name") String name) {
    return experiments.find(name);
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Writes an experiment down, to be started later",
      description =
          "Of kind ab each customer gets one arm, by a hash of their pseudonym, the same each time. Of kind"
              + " interleaved each list is drafted from both arms in turn. Only a draft can be changed.")
  public Experiment put(@PathParam("name") String name, ExperimentDefinition definition) {
    if (!NAME.matcher(name).matches()) {
      throw Problems.invalid(
          "name", "must be 1 to 64 small letters, digits and dashes, and not begin with a dash");
    }
    if (definition == null) {
      throw Problems.invalid("body", "must be an object with arms");
    }
    return experiments.save(name, definition);
  }

  @POST
  @Path("/{name}/start")
  @Operation(
      summary = "Starts it; customers get their arms within a second or two",
      description =
          "An arm that is worse than the first beyond chance, by click-through, conversion, empty or failed"
              + " answers (of kind interleaved: by preference), stops it; stoppedBecause then says why.")
  public Experiment start(@PathParam("name") String name) {
    return experiments.start(name);
  }

  @POST
  @Path("/{name}/stop")
  @Operation(summary = "Stops it for good; everybody gets the usual lists")
  public Experiment stop(@PathParam("name") String name) {
    return experiments.stop(name, null);
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Forgets it; what was shown stays")
  public void delete(@PathParam("name") String name) {
    experiments.delete(name);
  }

  @GET
  @Path("/{name}/results")
  @RolesAllowed({Roles.MARKETER, Roles.ANALYST, Roles.ADMIN})
  @Operation(
      summary = "What became of it so far",
      description =
          "Differences and their probabilities hold however often one looks (mixture sequential probability"
              + " ratio test), so that it may be stopped as soon as one is small enough.")
  public ExperimentResults results(@PathParam("name") String name) {
    return experiments.results(name);
  }
}
