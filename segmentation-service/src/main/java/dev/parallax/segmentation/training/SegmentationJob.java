package dev.parallax.segmentation.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.segmentation.customer.FeatureQuery;
import dev.parallax.segmentation.customer.FeatureQuery.Snapshot;
import dev.parallax.segmentation.membership.Placer;
import dev.parallax.segmentation.model.Segmentations;
import dev.parallax.segmentation.segment.Learner;
import dev.parallax.segmentation.segment.Learner.Learned;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Learns a segmentation: snapshot, fit, evaluation against baselines, storage, promotion, placement
 * of everyone. Taken up again after a crash it begins anew, or with the placement when the model
 * was promoted already.
 */
@ApplicationScoped
class SegmentationJob implements JobHandler {
  static final String KIND = "segmentation";

  private static final Logger LOG = Logger.getLogger(SegmentationJob.class);
  private static final int SNAPSHOT_SECONDS = 600;

  private final FeatureQuery features;
  private final Segmentations segmentations;
  private final Placer placer;

  SegmentationJob(FeatureQuery features, Segmentations segmentations, Placer placer) {
    this.features = features;
    this.segmentations = segmentations;
    this.placer = placer;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    ObjectNode result = context.checkpoint();
    if (result == null) {
      result = learn(context);
      context.checkpoint(result);
    }
    if (result.path("promoted").asBoolean()) {
      place(context);
    }
    return result;
  }

  private ObjectNode learn(JobContext context) {
    SegmentationRequest request = SegmentationRequest.parse(context.params());
    context.progress(0, 0, "reading the features of all customers");
    Instant reference =
        features
            .reference()
            .orElseThrow(() -> new JobFailedException("no events have arrived yet"));
    placer.catchUpWithCatalog();
    Snapshot snapshot =
        QuarkusTransaction.requiringNew()
            .timeout(SNAPSHOT_SECONDS)
            .call(() -> features.snapshot(reference));
    context.progress(0, snapshot.table().rows(), "learning");
    Learned learned = learn(request, snapshot);
    String id =
        segmentations.store(
            learned,
            Cards.card(request, learned, snapshot.table()),
            reference,
            snapshot.withoutPurchases());
    if (learned.isWorthIt()) {
      segmentations.promote(id);
    }
    LOG.infof(
        "segmentation learned model=%s customers=%d segments=%d silhouette=%.3f promoted=%s",
        id,
        snapshot.table().rows(),
        learned.model().segments().size(),
        learned.quality().silhouette(),
        learned.isWorthIt());
    return result(id, learned, snapshot);
  }

  private static Learned learn(SegmentationRequest request, Snapshot snapshot) {
    int customers = snapshot.table().rows();
    Optional<String> tooFew = EnoughCustomers.problem(request, customers);
    if (tooFew.isPresent()) {
      throw new JobFailedException("k " + tooFew.get());
    }
    try {
      return new Learner(request.features(), request.seed()).learn(snapshot.table(), request.k());
    } catch (IllegalArgumentException e) {
      throw new JobFailedException(e.getMessage(), e);
    }
  }

  private void place(JobContext context) {
    // How many there are to come is not known: visitors are gone through as well.
    placer.placeAll(placed -> context.progress(placed, 0, "placing customers"));
  }

  private static ObjectNode result(String id, Learned learned, Snapshot snapshot) {
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("modelId", id);
    result.put("k", learned.model().segments().size());
    result.put("silhouette", learned.quality().silhouette());
    result.put("customers", (long) snapshot.table().rows() + snapshot.withoutPurchases());
    result.put("withoutPurchases", snapshot.withoutPurchases());
    result.put("promoted", learned.isWorthIt());
    result.set("metrics", EventJson.mapper().valueToTree(learned.quality().asMap()));
    learned
        .baselines()
        .forEach(
            (name, quality) ->
                result
                    .withObject("/baseline")
                    .set(name, EventJson.mapper().valueToTree(quality.asMap())));
    learned
        .choice()
        .ifPresent(
            choice ->
                result.set("candidates", EventJson.mapper().valueToTree(choice.candidates())));
    learned.constant().forEach(feature -> result.withArray("constant").add(feature.wireName()));
    return result;
  }
}
