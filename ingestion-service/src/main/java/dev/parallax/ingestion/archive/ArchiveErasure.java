package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Takes customers out of the archive. */
@ApplicationScoped
public class ArchiveErasure {
  private final Archive archive;
  private final ErasureStore erasures;
  private final Jobs jobs;

  ArchiveErasure(Archive archive, ErasureStore erasures, Jobs jobs) {
    this.archive = archive;
    this.erasures = erasures;
    this.jobs = jobs;
  }

  public boolean isKept() {
    return archive.isKept();
  }

  /**
   * Writes every file anew that has events of these customers, or payments on an account of theirs
   * that name nobody, as a job: what was on the log when this was called is gone from the archive
   * when the job has succeeded, and what comes to the log later does not come in if it was received
   * before they were erased. What they did since stays. Its result is {@code
   * {"rewritten","events"}}. May be repeated. Is audited, so it comes last in a transaction.
   *
   * @param cids pseudonyms, also those of accounts that stand as a key
   * @return nothing where there is no archive
   */
  public Optional<Job> erase(Set<String> cids) {
    if (!archive.isKept() || cids.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    ArrayNode list = params.putArray("cids");
    cids.stream().sorted().forEach(list::add);
    String id = jobs.newId();
    return Optional.of(submit(id, params, () -> erasures.add(id, cids)));
  }

  /**
   * The same for whom a job could not take out of every file; it counts on from there.
   *
   * @param failed the job
   * @return nothing where there is no archive
   */
  public Optional<Job> eraseAgain(String failed) {
    if (!archive.isKept()) {
      return Optional.empty();
    }
    String id = jobs.newId();
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    return Optional.of(submit(id, params, () -> erasures.goOn(id, failed)));
  }

  private Job submit(String id, ObjectNode params, Runnable add) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              add.run();
              return jobs.submit(id, ErasureJob.KIND, params);
            });
  }
}
