package dev.parallax.segmentation.membership;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.anonymity.Belonging;
import dev.parallax.kit.anonymity.Group;
import dev.parallax.kit.anonymity.KAnonymity;
import dev.parallax.kit.anonymity.Release;
import dev.parallax.kit.table.Table;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.model.Segmentation;
import dev.parallax.segmentation.segment.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The segments as they may leave the suite: only those of k customers and more.
 *
 * @param modelId of the segmentation that serves
 * @param computedAt when members were counted
 * @param currency of amounts in {@code typical}
 * @param features that {@code typical} says, in the order of columns
 * @param k fewer customers are in no row
 * @param withheld how many segments are in no row of their own
 */
public record SegmentExport(
    String modelId,
    Instant computedAt,
    String currency,
    List<String> features,
    int k,
    int withheld,
    List<SegmentRow> items)
    implements Table {
  private static final List<String> COLUMNS =
      List.of(
          "segment",
          "segmentNameEn",
          "segmentNameZh",
          "segments",
          "origin",
          "customers",
          "share",
          "currency",
          "modelId",
          "computedAt",
          "k");

  /**
   * One segment, or those that have too few customers to be shown.
   *
   * @param segment its id; null where it is several, and so is the name
   * @param segments how many: 1, or those that are together in this row
   * @param origin {@code model} where it was learned, {@code rule} for those without purchases
   * @param customers members now
   * @param share of all members, in [0, 1]
   * @param typical the typical customer when the model was learned, by name of the feature; empty
   *     for several segments, and where the segment had fewer than k customers then
   * @param modelId that of the export
   * @param computedAt that of the export
   */
  public record SegmentRow(
      String segment,
      Phrase segmentName,
      int segments,
      String origin,
      long customers,
      double share,
      Map<String, Double> typical,
      String modelId,
      Instant computedAt) {
    private SegmentRow withShareOf(long all) {
      return new SegmentRow(
          segment,
          segmentName,
          segments,
          origin,
          customers,
          (double) customers / all,
          typical,
          modelId,
          computedAt);
    }
  }

  static SegmentExport of(
      Segmentation segmentation, Map<String, Integer> sizes, KAnonymity rule, Instant now) {
    List<Group<SegmentRow>> groups = new ArrayList<>();
    for (Segment segment : segmentation.segments()) {
      int customers = sizes.getOrDefault(segmentation.segmentId(segment), 0);
      if (customers > 0) {
        groups.add(new Group<>(row(segmentation, segment, customers, rule.k(), now), customers));
      }
    }
    Release<SegmentRow> release =
        rule.release(groups, Belonging.TO_ONE, rows -> several(segmentation, rows, now));
    List<SegmentRow> rows =
        Stream.concat(release.published().stream(), release.other().stream()).toList();
    long all = rows.stream().mapToLong(SegmentRow::customers).sum();
    return new SegmentExport(
        segmentation.id(),
        now,
        segmentation.model().currency(),
        segmentation.model().scaler().features().stream().map(Feature::wireName).toList(),
        rule.k(),
        release.withheld(),
        rows.stream().map(row -> row.withShareOf(all)).toList());
  }

  private static SegmentRow row(
      Segmentation segmentation, Segment segment, int customers, int k, Instant now) {
    return new SegmentRow(
        segmentation.segmentId(segment),
        segment.name(),
        1,
        segment.number() == Segment.NO_PURCHASES ? "rule" : "model",
        customers,
        0,
        segment.size() < k ? Map.of() : segment.centroid(),
        segmentation.id(),
        now);
  }

  private static SegmentRow several(Segmentation segmentation, List<SegmentRow> rows, Instant now) {
    return new SegmentRow(
        null,
        null,
        rows.size(),
        null,
        rows.stream().mapToLong(SegmentRow::customers).sum(),
        0,
        Map.of(),
        segmentation.id(),
        now);
  }

  @Override
  public List<String> columns() {
    return Stream.concat(COLUMNS.stream(), features.stream().map(feature -> "typical." + feature))
        .toList();
  }

  @Override
  public List<List<Object>> lines() {
    return items.stream().map(this::line).toList();
  }

  private List<Object> line(SegmentRow row) {
    List<Object> line = new ArrayList<>();
    line.add(row.segment());
    line.add(row.segmentName() == null ? null : row.segmentName().en());
    line.add(row.segmentName() == null ? null : row.segmentName().zh());
    line.add(row.segments());
    line.add(row.origin());
    line.add(row.customers());
    line.add(row.share());
    line.add(currency);
    line.add(row.modelId());
    line.add(row.computedAt());
    line.add(k);
    features.forEach(feature -> line.add(row.typical().get(feature)));
    return line;
  }
}
