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
import java.util.UUID;

/**
 * Mends rejected inputs and takes them in, in the order they were received. Whatever crashes in
 * between, an input counts once: its event has the same id each time, and a row that is settled is
 * not read again.
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
    long total = progress.seen + store.count(request.select());
    while (true) {
      List<Quarantined> page = store.page(request.select(), progress.after, PAGE);
      take(page, request.patch(), context.id(), progress);
      if (!page.isEmpty()) {
        progress.after = RejectedStore.After.of(page.getLast());
        progress.seen += page.size();
        context.checkpoint(write(progress));
        context.progress(progress.seen, Math.max(total, progress.seen), "replaying");
      }
      if (page.size() < PAGE) {
        return result(context.id(), progress.failing);
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the service is stopping");
      }
    }
  }

  private void take(List<Quarantined> page, Patch patch, String jobId, Progress progress) {
    List<UUID> taken = new ArrayList<>(page.size());
    try {
      for (Quarantined row : page) {
        switch (mending.read(row, patch)) {
          case Checked.Valid<Runnable> valid -> {
            valid.value().run();
            taken.add(row.id());
          }
          case Checked.Invalid<Runnable>(List<Mistake> mistakes) ->
              progress.failing.merge(PatchTrial.Reason.of(mistakes), 1L, Long::sum);
        }
      }
    } finally {
      if (!taken.isEmpty()) { // Those before one that met an outage are on the log, too.
        store.markReplayed(taken, jobId);
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
