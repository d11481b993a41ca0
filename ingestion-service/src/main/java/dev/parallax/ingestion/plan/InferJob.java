package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;

/** Works out drafts from the log. */
@ApplicationScoped
class InferJob implements JobHandler {
  static final String KIND = "infer-tracking-plan";
  static final String EVENT = "event";
  static final String HOURS = "hours";

  private final RecentEvents recent;
  private final DraftStore drafts;
  private final PlanConfig config;
  private final Clock clock;

  InferJob(RecentEvents recent, DraftStore drafts, PlanConfig config, Clock clock) {
    this.recent = recent;
    this.drafts = drafts;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    String event = context.params().path(EVENT).asText(null);
    Proposals proposals = new Proposals(event);
    context.progress(0, 0, "reading the log");
    long read =
        recent.read(
            Duration.ofHours(context.params().path(HOURS).asLong()),
            config.inferFrom(),
            proposals::add);
    Collection<Draft> made = proposals.drafts(clock.instant());
    if (made.isEmpty() && event != null) {
      throw new JobFailedException("no such event was seen in that time");
    }
    drafts.put(made);
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("events", read);
    result.set("drafts", Proposals.summary(made));
    return result;
  }
}
