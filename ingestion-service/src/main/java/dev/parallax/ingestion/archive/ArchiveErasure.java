package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Takes customers out of the archive. */
@ApplicationScoped
public class ArchiveErasure {
  private final Archive archive;
  private final Jobs jobs;

  ArchiveErasure(Archive archive, Jobs jobs) {
    this.archive = archive;
    this.jobs = jobs;
  }

  public boolean isKept() {
    return archive.isKept();
  }

  /**
   * Writes every file anew that has events of these customers, as a job: what was on the log when
   * this was called is gone from the archive when the job has succeeded, and what comes to the log
   * later does not come in if it was received before they were erased. What they did since stays.
   * Its result is {@code {"files","rewritten","events"}}. May be repeated. Is audited, so it comes
   * last in a transaction.
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
    return Optional.of(jobs.submit(ErasureJob.KIND, params));
  }
}
