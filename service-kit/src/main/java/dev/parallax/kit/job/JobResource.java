package dev.parallax.kit.job;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Long work over HTTP, for staff and services: a write key, which stands in pages, is no one's. */
@Path("/v1/jobs")
@Tag(name = "jobs")
@RolesAllowed({
  Roles.MARKETER,
  Roles.ANALYST,
  Roles.FRAUD_ANALYST,
  Roles.PRIVACY_OFFICER,
  Roles.ADMIN,
  Roles.SERVICE
})
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {
  private static final Duration EVERY = Duration.ofMillis(300);

  private final Jobs jobs;

  JobResource(Jobs jobs) {
    this.jobs = jobs;
  }

  @GET
  @RunOnVirtualThread
  @Operation(summary = "Jobs of this service, newest first")
  public Page<Job> list(@BeanParam PageQuery page) {
    return jobs.list(page.size(), page.after());
  }

  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(summary = "One job")
  public Job get(@PathParam("id") String id) {
    return require(id);
  }

  @GET
  @Path("/{id}/progress")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Follows a job to its end; one job object per server-sent event, only when something changed")
  public Multi<Job> progress(@PathParam("id") String id) {
    return Multi.createFrom()
        .ticks()
        .startingAfter(Duration.ofMillis(1))
        .every(EVERY)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(
            tick ->
                Uni.createFrom()
                    .item(() -> require(id))
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .select()
        .first(new UntilFinished())
        .skip()
        .repetitions();
  }

  private Job require(String id) {
    return jobs.find(id).orElseThrow(() -> Problems.notFound("id", "names no job"));
  }

  /** Lets the finished state itself through, and nothing after it. */
  private static final class UntilFinished implements Predicate<Job> {
    private boolean finished;

    @Override
    public boolean test(Job job) {
      if (finished) {
        return false;
      }
      finished = job.finished();
      return true;
    }
  }
}
