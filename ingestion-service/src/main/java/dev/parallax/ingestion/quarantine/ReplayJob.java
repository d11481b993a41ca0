package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.VaultCipher;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Mends rejected inputs and takes them in, in the order they were received. A page of them is
 * claimed before it is read, so that no other job sends one of them and nobody discards it
 * meanwhile. Whatever crashes in between, an input counts once: its event has the same id each
 * time, and a row that is settled is not read again.
 */
@ApplicationScoped
class ReplayJob implements JobHandler {
  static final String KIND = "replay-rejected";
  static final int PAGE = 200;

  private static final String TIME = "receivedAt";
  private static final String ID = "id";
  private static final String FAILING = "failing";

  private final RejectedStore store;
  private final Mending mending;
  private final VaultCipher cipher;

  /** What is known after some pages. */
  private static final class Progress {
    private RejectedStore.After after;
    private long seen;
    private final Map<PatchTrial.Reason, Long> failing = new HashMap<>();
  }

  ReplayJob(RejectedStore store, Mending mending, VaultCipher cipher) {
    this.store = store;
    this.mending = mending;
    this.cipher = cipher;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws InterruptedException {
    ReplayRequest request = ReplayRequest.of(context.params(), context.id(), cipher);
    Progress progress = read(context.checkpoint());
    store.releaseLeft(context.id());
    long total = progress.seen + store.count(request.select());
    while (true) {
      List<Quarantined> page = store.claim(request.select(), progress.after, PAGE, context.id());
      if (page.isEmpty()) {
        return result(context.id(), progress.failing);
      }
      take(page, request.patch(), context.id(), progress);
      progress.after = RejectedStore.After.of(page.getLast());
      progress.seen += page.size();
      context.checkpoint(write(progress));
      context.progress(progress.seen, Math.max(total, progress.seen), "replaying");
      if (Thread.interrupted()) {
        throw new InterruptedException("the service is stopping");
      }
    }
  }

  private void take(List<Quarantined> page, Patch patch, String jobId, Progress progress) {
    List<UUID> taken = new ArrayList<>(page.size());
    Set<UUID> left = page.stream().map(Quarantined::id).collect(Collectors.toSet());
    try {
      for (Quarantined row : page) {
        switch (mending.read(row, patch)) {
          case Checked.Valid<Runnable> valid -> {
            valid.value().run();
            taken.add(row.id());
            left.remove(row.id());
          }
          case Checked.Invalid<Runnable>(List<Mistake> mistakes) ->
              progress.failing.merge(PatchTrial.Reason.of(mistakes), 1L, Long::sum);
        }
      }
    } finally {
      // Those before one that met an outage are on the log, too.
      if (!taken.isEmpty()) {
        store.markReplayed(taken, jobId);
      }
      if (!left.isEmpty()) {
        store.release(left, jobId);
      }
    }
  }

  private ObjectNode result(String jobId, Map<PatchTrial.Reason, Long> failing) {
    ObjectNode result =
        JsonNodeFactory.instance.objectNode().put("replayed", store.replayedBy(jobId));
    result.put(FAILING, failing.values().stream().mapToLong(Long::longValue).sum());
    result.set("reasons", reasons(failing));
    return result;
  }

  private static ArrayNode reasons(Map<PatchTrial.Reason, Long> failing) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    PatchTrial.Reason.of(failing)
        .forEach(
            reason ->
                list.addObject()
                    .put("code", reason.code())
                    .put("field", reason.field())
                    .put("count", reason.count()));
    return list;
  }

  private static ObjectNode write(Progress progress) {
    ObjectNode state =
        JsonNodeFactory.instance
            .objectNode()
            .put(TIME, progress.after.receivedAt().toString())
            .put(ID, progress.after.id().toString())
            .put("seen", progress.seen);
    state.set(FAILING, reasons(progress.failing));
    return state;
  }

  private static Progress read(ObjectNode checkpoint) {
    Progress progress = new Progress();
    if (checkpoint != null && checkpoint.has(ID)) {
      progress.after =
          new RejectedStore.After(
              Instant.parse(checkpoint.path(TIME).asText()),
              UUID.fromString(checkpoint.path(ID).asText()));
      progress.seen = checkpoint.path("seen").asLong();
      for (JsonNode reason : checkpoint.path(FAILING)) {
        progress.failing.put(
            new PatchTrial.Reason(reason.path("code").asText(), reason.path("field").asText(), 0),
            reason.path("count").asLong());
      }
    }
    return progress;
  }
}
