package dev.parallax.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.consume.RefusedEventException;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.job.JobWaitsException;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.privacy.PersonalStore;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** A smallest service, to try the kit in. */
final class KitApplication {
  private KitApplication() {}

  /** Applies feedback; a text of "poison" cannot be applied, one of "refused" must not be. */
  @ApplicationScoped
  static class FeedbackConsumer {
    final List<String> applied = new CopyOnWriteArrayList<>();
    private final EventBatches batches;
    private final Outbox outbox;

    FeedbackConsumer(EventBatches batches, Outbox outbox) {
      this.batches = batches;
      this.outbox = outbox;
    }

    List<String> applied() {
      return applied;
    }

    void start(@Observes StartupEvent event, LogReaders readers) {
      readers.start(Topics.FEEDBACK, this::consume);
    }

    private void consume(ConsumerRecords<String, byte[]> records) {
      batches.process(records, FeedbackGiven.class, this::apply);
    }

    private void apply(List<FeedbackGiven> events) {
      for (FeedbackGiven event : events) {
        if ("poison".equals(event.text())) {
          throw new IllegalStateException("poison");
        }
        if ("refused".equals(event.text())) {
          throw new RefusedEventException("text must be another");
        }
        outbox.add(
            Topics.IDENTITY_MERGES,
            new IdentitiesMerged("m-" + event.id(), event.cid(), "c_other", event.occurredAt()));
      }
      events.forEach(event -> applied.add(event.id()));
    }
  }

  /** Knows what is for sale. */
  @ApplicationScoped
  static class CatalogConsumer {
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final EventBatches batches;

    CatalogConsumer(EventBatches batches) {
      this.batches = batches;
    }

    String name(String item) {
      return names.get(item);
    }

    void start(@Observes StartupEvent event, LogReaders readers) {
      readers.start(Topics.CATALOG, this::consume);
    }

    private void consume(ConsumerRecords<String, byte[]> records) {
      batches.processCompacted(
          records,
          CatalogItemChanged.class,
          items ->
              items.forEach(
                  item -> {
                    if (item.isTombstone()) {
                      names.remove(item.key());
                    } else {
                      names.put(item.key(), item.event().name());
                    }
                  }));
    }
  }

  /** Holds what was applied of a customer: nothing else in this service is about people. */
  @ApplicationScoped
  static class Memory implements PersonalStore {
    final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public Map<String, Long> erase(List<String> cids) {
      asked.addAll(cids);
      return Map.of("memories", 3L);
    }

    @Override
    public ObjectNode gather(List<String> cids) {
      ObjectNode data = EventJson.mapper().createObjectNode();
      cids.forEach(data.withArrayProperty("memories")::add);
      data.put("large", "x".repeat(9_000_000));
      return data;
    }
  }

  /** Of a kind that does not wait for others. */
  @ApplicationScoped
  static class UrgentJob implements JobHandler {
    @Override
    public String kind() {
      return "urgent";
    }

    @Override
    public boolean isUrgent() {
      return true;
    }

    @Override
    public ObjectNode run(JobContext context) {
      return EventJson.mapper().createObjectNode();
    }
  }

  /** Counts to ten in two runs: the first stops in the middle as a crash would. */
  @ApplicationScoped
  static class CountingJob implements JobHandler {
    private final Map<String, Integer> waited = new ConcurrentHashMap<>();
    private final Semaphore held = new Semaphore(0);

    void release() {
      held.release();
    }

    @Override
    public String kind() {
      return "count";
    }

    @Override
    public ObjectNode run(JobContext context) throws InterruptedException {
      if (context.params().path("held").asBoolean()) {
        held.acquire();
      }
      int to = context.params().path("to").asInt();
      if (to < 1) {
        throw new JobFailedException("to must be 1 or more");
      }
      int from = context.checkpoint() == null ? 0 : context.checkpoint().path("at").asInt();
      if (context.params().path("waits").asInt() > waited.getOrDefault(context.id(), 0)) {
        waited.merge(context.id(), 1, Integer::sum);
        throw new JobWaitsException("waiting for the counter", null);
      }
      if (context.checkpoint() == null) {
        dieOf(context.params().path("error").asText(), context);
      }
      int failAt = context.params().path("failAt").asInt(to);
      for (int i = from; i < to; i++) {
        if (i == failAt) {
          throw new JobFailedException("failAt must not be reached");
        }
        context.progress(i, to, "counting");
        context.checkpoint(EventJson.mapper().createObjectNode().put("at", i + 1));
      }
      return EventJson.mapper().createObjectNode().put("counted", to - from);
    }

    /** In the first attempt only. */
    private static void dieOf(String error, JobContext context) {
      switch (error) {
        case "overflow" -> deeper(0);
        case "missing" -> throw new NoClassDefFoundError("dev/parallax/Missing");
        case "memory" -> {
          context.checkpoint(EventJson.mapper().createObjectNode().put("at", 1));
          throw new OutOfMemoryError("as if");
        }
        default -> {}
      }
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
      return 1 + deeper(depth + 1);
    }

    @Override
    public ObjectNode doneBy(ObjectNode checkpoint) {
      return EventJson.mapper().createObjectNode().set("counted", checkpoint.get("at"));
    }
  }

  /** A body with a check of its own. */
  record Payment(BigDecimal amount, Instant at, List<String> tags) {
    Payment {
      if (amount != null && amount.signum() < 0) {
        throw new IllegalArgumentException("amount must be 0 or more");
      }
    }
  }

  /** Endpoints that fail in the ways there are. */
  @Path("/v1/kit")
  public static class KitResource {
    private final Audit audit;

    KitResource(Audit audit) {
      this.audit = audit;
    }

    @POST
    @Path("payments")
    @PermitAll
    public Payment pay(Payment payment) {
      return payment;
    }

    @GET
    @Path("number")
    @PermitAll
    public int number(@QueryParam("n") @Min(1) int n) {
      return n;
    }

    @GET
    @Path("broken")
    @PermitAll
    public String broken() {
      throw new IllegalStateException("select secret from customers");
    }

    @POST
    @Path("audited")
    @RolesAllowed("admin")
    public void audited() {
      audit.record("thing-done", "by-hand", Map.of());
    }

    @GET
    @Path("admins")
    @RolesAllowed("admin")
    public String admins() {
      return "ok";
    }
  }
}
