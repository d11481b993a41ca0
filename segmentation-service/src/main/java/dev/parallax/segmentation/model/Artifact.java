package dev.parallax.segmentation.model;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.segmentation.clustering.KMeans;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.segment.Learner.Learned;
import dev.parallax.segmentation.segment.Scaler;
import dev.parallax.segmentation.segment.Segment;
import dev.parallax.segmentation.segment.SegmentModel;
import java.time.Instant;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.protos.core.ModelProto;

/**
 * A segmentation as it is stored: what belongs to customers as JSON, the clustering within as
 * Tribuo's protobuf with its provenance. Fields are only added; a sample of every version is
 * replayed in tests.
 *
 * @param version of this form
 * @param reference what recency counted to when it was learned
 * @param clusterOf for every segment the number of its cluster in {@code tribuo}
 * @param tribuo a {@link ModelProto}
 */
record Artifact(
    int version,
    Instant reference,
    String currency,
    List<String> features,
    List<Double> means,
    List<Double> deviations,
    List<Segment> segments,
    List<Integer> clusterOf,
    int withoutPurchases,
    byte[] tribuo) {
  private static final int VERSION = 1;

  static byte[] write(Learned learned, Instant reference, int withoutPurchases) {
    SegmentModel model = learned.model();
    Scaler scaler = model.scaler();
    return EventJson.write(
        new Artifact(
            VERSION,
            reference,
            model.currency(),
            scaler.features().stream().map(Feature::wireName).toList(),
            scaler.means(),
            scaler.deviations(),
            model.segments(),
            learned.clusterOf(),
            withoutPurchases,
            learned.tribuo().serialize().toByteArray()));
  }

  /**
   * @throws IllegalArgumentException when it is none of ours
   */
  static Segmentation read(String id, byte[] bytes) {
    Artifact artifact = EventJson.read(bytes, Artifact.class);
    if (artifact.version() > VERSION) {
      throw new IllegalArgumentException(
          "version of the stored model must be at most " + VERSION + ", not " + artifact.version());
    }
    Scaler scaler =
        new Scaler(
            artifact.features().stream().map(f -> Feature.parse(f).orElseThrow()).toList(),
            artifact.means(),
            artifact.deviations());
    int[] clusterOf = artifact.clusterOf().stream().mapToInt(Integer::intValue).toArray();
    return new Segmentation(
        id,
        new SegmentModel(
            scaler,
            artifact.currency(),
            KMeans.centroids(clustering(artifact.tribuo()), clusterOf),
            artifact.segments()),
        artifact.withoutPurchases());
  }

  private static KMeansModel clustering(byte[] bytes) {
    try {
      Model<ClusterID> model =
          Model.deserialize(ModelProto.parseFrom(bytes)).castModel(ClusterID.class);
      if (model instanceof KMeansModel kmeans) {
        return kmeans;
      }
      throw new IllegalArgumentException("the stored model must be a K-means model");
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the stored model must be Tribuo's protobuf", e);
    }
  }
}
