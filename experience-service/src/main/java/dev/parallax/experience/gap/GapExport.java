package dev.parallax.experience.gap;

import dev.parallax.contracts.Phrase;
import dev.parallax.experience.measure.Gap;
import dev.parallax.kit.anonymity.Belonging;
import dev.parallax.kit.anonymity.Group;
import dev.parallax.kit.anonymity.KAnonymity;
import dev.parallax.kit.anonymity.Release;
import dev.parallax.kit.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The gaps as they may leave the suite: within each segment only needs of k customers and more.
 *
 * @param computedAt nothing taken in since then changed them
 * @param k fewer customers are in no row
 * @param withheld how many needs of segments are in no row of their own
 */
public record GapExport(Instant computedAt, int k, int withheld, List<GapRow> items)
    implements Table {
  private static final List<String> COLUMNS =
      List.of(
          "segment",
          "segmentNameEn",
          "segmentNameZh",
          "need",
          "needs",
          "customers",
          "attentionShare",
          "offerShare",
          "gap",
          "estimate",
          "servedBy",
          "computedAt",
          "k");

  /**
   * One segment and need, or the needs of a segment that have too few customers to be shown.
   *
   * @param segment its id, which begins with that of the model it is of
   * @param need null where it is several
   * @param needs how many: 1, or those that are together in this row
   * @param customers who paid attention; null for several needs, since one may be in each
   * @param attentionShare the share of the segment's weighted attention; all rows of a segment
   *     together are 1
   * @param offerShare what {@code /v1/gaps} says, like the others; null for several needs
   * @param servedBy what attention was compared with, {@code offer} or {@code purchases}
   * @param computedAt that of the export
   */
  public record GapRow(
      String segment,
      Phrase segmentName,
      String need,
      int needs,
      Long customers,
      double attentionShare,
      Double offerShare,
      Double gap,
      Double estimate,
      String servedBy,
      Instant computedAt) {
    private static GapRow of(Gap gap, GapBoard.Snapshot board) {
      return new GapRow(
          gap.segment(),
          board.segments().name(gap.segment()),
          gap.category(),
          1,
          gap.acts().customers(),
          gap.attention().value(),
          gap.offer().value(),
          gap.width(),
          gap.estimate(),
          gap.servedByPurchases() ? "purchases" : "offer",
          board.computedAt());
    }

    private static GapRow several(
        String segment, int needs, double attentionShare, GapBoard.Snapshot board) {
      return new GapRow(
          segment,
          board.segments().name(segment),
          null,
          needs,
          null,
          attentionShare,
          null,
          null,
          null,
          null,
          board.computedAt());
    }
  }

  /**
   * @param rule its k is not below what makes a need a gap at all
   */
  static GapExport of(GapBoard.Snapshot board, KAnonymity rule) {
    List<GapRow> rows = new ArrayList<>();
    int withheld = 0;
    for (Map.Entry<String, List<Long>> segment : board.leftOut().entrySet()) {
      Release<GapRow> release = release(board, segment.getKey(), segment.getValue(), rule);
      rows.addAll(release.published());
      release.other().ifPresent(rows::add);
      withheld += release.withheld();
    }
    return new GapExport(board.computedAt(), rule.k(), withheld, rows);
  }

  private static Release<GapRow> release(
      GapBoard.Snapshot board, String segment, List<Long> leftOut, KAnonymity rule) {
    List<Group<GapRow>> groups = new ArrayList<>();
    double rest = 1;
    for (Gap gap : board.gaps()) {
      if (gap.segment().equals(segment) && gap.acts().customers() > 0) {
        groups.add(new Group<>(GapRow.of(gap, board), fewest(gap)));
        rest -= gap.attention().value();
      }
    }
    for (long customers : leftOut) {
      // What each of them has does not matter: it is never shown but with the others.
      double share = Math.max(0, rest) / leftOut.size();
      groups.add(new Group<>(GapRow.several(segment, 1, share, board), customers));
    }
    return rule.release(
        groups,
        Belonging.TO_SEVERAL,
        rows ->
            GapRow.several(
                segment,
                rows.size(),
                rows.stream().mapToDouble(GapRow::attentionShare).sum(),
                board));
  }

  /** Where purchases decide how wide the gap is, a number in its row rests on the buyers alone. */
  private static long fewest(Gap gap) {
    return gap.servedByPurchases()
        ? Math.min(gap.acts().customers(), gap.acts().buyers())
        : gap.acts().customers();
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public List<List<Object>> lines() {
    return items.stream()
        .map(
            row ->
                Arrays.<Object>asList(
                    row.segment(),
                    row.segmentName().en(),
                    row.segmentName().zh(),
                    row.need(),
                    row.needs(),
                    row.customers(),
                    row.attentionShare(),
                    row.offerShare(),
                    row.gap(),
                    row.estimate(),
                    row.servedBy(),
                    row.computedAt(),
                    k))
        .toList();
  }
}
