package dev.parallax.kit.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.AfterCommit;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Submits and looks up jobs. */
@ApplicationScoped
public class Jobs {
  private final JobRepository repository;
  private final JobRunner runner;
  private final ServiceIdentity service;
  private final Audit audit;
  private final AfterCommit afterCommit;

  Jobs(
      JobRepository repository,
      JobRunner runner,
      ServiceIdentity service,
      Audit audit,
      AfterCommit afterCommit) {
    this.repository = repository;
    this.runner = runner;
    this.service = service;
    this.audit = audit;
    this.afterCommit = afterCommit;
  }

  /** An id for a job whose caller must know it before submitting, to store files under it. */
  public String newId() {
    return service.name() + "-" + UUID.randomUUID();
  }

  /** Queues a job; it starts as soon as no other of its kind runs. */
  public Job submit(String kind, ObjectNode params) {
    return submit(newId(), kind, params);
  }

  public Job submit(String id, String kind, ObjectNode params) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              repository.insert(id, kind, params);
              audit.record("job-submitted", id, Map.of("kind", kind, "params", params));
            });
    afterCommit.run(runner::wake); // Before that there is nothing to be seen of it.
    return repository.find(id).orElseThrow();
  }

  public Optional<Job> find(String id) {
    return repository.find(id);
  }

  /** Newest first. */
  public Page<Job> list(int limit, String after) {
    Cursor.requireRow(after, id -> find(id).isPresent());
    return Page.of(repository.list(limit + 1, after), limit, Job::id);
  }

  /** 202 with the job and where to follow it. */
  public static Response accepted(Job job) {
    return Response.accepted(job).location(URI.create("/v1/jobs/" + job.id())).build();
  }
}
