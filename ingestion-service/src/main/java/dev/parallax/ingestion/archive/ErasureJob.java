package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.job.JobWaitsException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes everybody out of the archive who waits for it when it begins, in one pass; the jobs of the
 * others then have nothing left to do.
 */
@ApplicationScoped
class ErasureJob implements JobHandler {
  static final String KIND = "archive-erasure";

  private static final Duration LONGEST_FLUSH = Duration.ofMinutes(2);

  private final Archive archive;
  private final ArchivePlaces places;
  private final ArchiveStore store;
  private final FilterStore filters;
  private final ErasureStore erasures;
  private final Erasures people;

  ErasureJob(
      Archive archive,
      ArchivePlaces places,
      ArchiveStore store,
      FilterStore filters,
      ErasureStore erasures,
      Erasures people) {
    this.archive = archive;
    this.places = places;
    this.store = store;
    this.filters = filters;
    this.erasures = erasures;
    this.people = people;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isUrgent() {
    return true;
  }

  @Override
  public ObjectNode run(JobContext context) throws InterruptedException {
    if (wanted(context).state().equals("open")) {
      ArchivePlace place =
          places.place().orElseThrow(() -> new JobFailedException("there is no archive any more"));
      if (context.checkpoint() == null) {
        flush(context);
      }
      erasures.end(context.id(), pass(context, place).run());
    }
    ErasureStore.Wanted done = wanted(context);
    if (done.error() != null) {
      throw new JobFailedException(done.error());
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("rewritten", done.rewritten())
        .put("events", done.events());
  }

  private ErasureStore.Wanted wanted(JobContext context) {
    Optional<ErasureStore.Wanted> wanted = erasures.find(context.id());
    if (wanted.isEmpty() && context.params().path("cids").isArray()) {
      // Asked for by a replica of an earlier release, which wrote it only here.
      Set<String> cids = new HashSet<>();
      context.params().path("cids").forEach(cid -> cids.add(cid.asText()));
      QuarkusTransaction.requiringNew().run(() -> erasures.add(context.id(), cids));
      wanted = erasures.find(context.id());
    }
    return wanted.orElseThrow(() -> new JobFailedException("nobody has asked for this"));
  }

  /**
   * Who asks for it after this began is in the next pass: the log may have more of them by then.
   */
  private void flush(JobContext context) throws InterruptedException {
    erasures.begin(context.id());
    context.progress(0, 0, "waiting for the archive to have what is on the log");
    if (!archive.flush(Archive.TOPICS, LONGEST_FLUSH)) {
      throw new JobWaitsException(
          "waiting for the archive, which does not keep up with the log", null);
    }
  }

  private ErasurePass pass(JobContext context, ArchivePlace place) {
    return new ErasurePass(context, place, store, filters, erasures, people);
  }
}
