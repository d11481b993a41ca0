package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries a patch out: nothing is changed, stored or sent. */
@ApplicationScoped
class PatchTrial {
  static final int MOST_EXAMINED = 20_000;
  private static final int PAGE = 500;
  private static final int MOST_SAMPLES = 3;

  private final RejectedStore store;
  private final Mending mending;

  /**
   * What a patch would do.
   *
   * @param matched inputs that are selected
   * @param examined of them, the oldest; at most 20,000
   * @param mended of the examined ones: would be taken in
   * @param failing of the examined ones: would not
   * @param reasons why not, the most frequent first
   * @param samples some of both; only for those who may see payloads
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcome(
      long matched,
      int examined,
      int mended,
      int failing,
      List<Reason> reasons,
      List<Sample> samples) {}

  /** Why inputs still are not right, and how many. */
  public record Reason(String code, String field, long count) {
    /** Counted by code and field. */
    static List<Reason> of(Map<Reason, Long> counts) {
      return counts.entrySet().stream()
          .map(entry -> new Reason(entry.getKey().code, entry.getKey().field, entry.getValue()))
          .sorted((a, b) -> Long.compare(b.count, a.count))
          .toList();
    }

    static Reason of(List<Mistake> mistakes) {
      Mistake first = mistakes.getFirst();
      return new Reason(first.code().wireName(), Selection.place(first.field()), 0);
    }
  }

  /** One input before and after. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Sample(String id, String before, String after, List<FieldError> errors) {}

  PatchTrial(RejectedStore store, Mending mending) {
    this.store = store;
    this.mending = mending;
  }

  /** How many are selected. */
  long count(Selection selection) {
    return store.count(selection);
  }

  /**
   * @param matched see {@link #count}
   * @param candidate null for the plan that counts
   */
  Outcome run(
      Selection selection,
      long matched,
      Patch patch,
      PlannedCalls.Candidate candidate,
      boolean withSamples) {
    int examined = 0;
    int mended = 0;
    Map<Reason, Long> reasons = new HashMap<>();
    List<Sample> good = new ArrayList<>();
    List<Sample> bad = new ArrayList<>();
    RejectedStore.After after = null;
    while (examined < MOST_EXAMINED) {
      List<Quarantined> page = store.page(selection, after, PAGE);
      for (Quarantined row : page) {
        after = RejectedStore.After.of(row);
        examined++;
        switch (mending.tryOut(row, patch, candidate)) {
          case Checked.Valid<Runnable> valid -> {
            mended++;
            keep(good, row, patch, null);
          }
          case Checked.Invalid<Runnable>(List<Mistake> mistakes) -> {
            reasons.merge(Reason.of(mistakes), 1L, Long::sum);
            keep(bad, row, patch, Mistake.toFieldErrors(mistakes));
          }
        }
      }
      if (page.isEmpty()) {
        break;
      }
    }
    good.addAll(bad);
    return new Outcome(
        matched,
        examined,
        mended,
        examined - mended,
        Reason.of(reasons),
        withSamples ? good : null);
  }

  private static void keep(
      List<Sample> samples, Quarantined row, Patch patch, List<FieldError> errors) {
    if (samples.size() < MOST_SAMPLES) {
      String after =
          patch.apply(row.payload()) instanceof Checked.Valid<byte[]>(byte[] mended)
              ? RejectedQuery.text(mended)
              : null;
      samples.add(
          new Sample(
              row.id().toString(),
              row.payload() == null ? null : RejectedQuery.text(row.payload()),
              after,
              errors));
    }
  }
}
