package dev.parallax.experience.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.contracts.Reason;
import dev.parallax.experience.need.CatalogEntry;
import dev.parallax.experience.need.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GapAnalysisTest {
  private static final Weights WEIGHTS = new Weights(1, 2, 5, 3, 5);
  private static final GapAnalysis ANALYSIS = new GapAnalysis(WEIGHTS, 5, 1.645);

  /** Ten items in each category, one hammock. */
  private static Offer shop() {
    List<CatalogEntry> catalog = new ArrayList<>();
    for (String category : List.of("Books", "Lighting", "Kitchen")) {
      IntStream.range(0, 10)
          .forEach(i -> catalog.add(new CatalogEntry(category + i, category + i, category, true)));
    }
    catalog.add(new CatalogEntry("h", "Hammock", "Hammocks", true));
    catalog.add(new CatalogEntry("gone", "Old hammock", "Hammocks", false));
    return Offer.of(catalog);
  }

  /** Attention and purchases spread evenly over {@code customers} of {@code n} customers. */
  private static Cell cell(String name, Acts acts, int n) {
    double attention =
        acts.views() * WEIGHTS.view()
            + (acts.searches() - acts.emptySearches()) * WEIGHTS.search()
            + acts.emptySearches() * WEIGHTS.emptySearch()
            + acts.wishes() * WEIGHTS.wish()
            + acts.complaints() * WEIGHTS.complaint();
    return new Cell(
        new Need(name, name.startsWith("search:")),
        acts,
        even(attention, acts.customers(), TOTAL_ATTENTION / n),
        even(acts.shown(), n, 0),
        even(acts.bought(), n, TOTAL_BOUGHT / n));
  }

  private static final double TOTAL_ATTENTION = 1_000;
  private static final double TOTAL_BOUGHT = 200;

  private static Sums even(double total, long customers, double wholeEach) {
    return customers == 0
        ? Sums.NONE
        : new Sums(total, total * total / customers, total * wholeEach);
  }

  private static SegmentEvidence segment(int n, Cell... cells) {
    return new SegmentEvidence(
        "s1",
        new Whole(TOTAL_ATTENTION, TOTAL_ATTENTION * TOTAL_ATTENTION / n, n),
        Whole.NONE,
        new Whole(TOTAL_BOUGHT, TOTAL_BOUGHT * TOTAL_BOUGHT / n, n),
        List.of(cells));
  }

  private static Acts looked(long views, long customers, long bought) {
    return new Acts(views, 0, 0, 0, 0, customers, 0, bought, bought);
  }

  @Test
  void needWithoutOfferIsTheWidestGapAndATasteThatIsServedIsNone() {
    List<Gap> gaps =
        ANALYSIS.rank(
            List.of(
                segment(
                    100,
                    cell("Books", looked(700, 100, 160), 100),
                    cell("Kitchen", looked(150, 90, 40), 100),
                    cell("Hammocks", new Acts(10, 24, 20, 6, 3, 40, 0, 0, 0), 100))),
            shop());
    assertThat(gaps).extracting(Gap::category).containsExactly("Hammocks", "Kitchen", "Books");
    Gap widest = gaps.getFirst();
    assertThat(widest.open()).isTrue();
    assertThat(widest.items()).as("only what can be bought").isEqualTo(1);
    assertThat(widest.catalogShare()).isCloseTo(1.0 / 31, within(1e-12));
    assertThat(widest.attention().value()).isCloseTo(0.151, within(1e-12));
    assertThat(widest.estimate()).isCloseTo(0.151 - 1.0 / 31, within(1e-12));
    assertThat(gaps.subList(1, 3)).noneMatch(Gap::open);
  }

  @Test
  void reasonsAddUpToTheShareAndNameTheHeaviestFirst() {
    Gap gap =
        ANALYSIS
            .rank(
                List.of(
                    segment(100, cell("Hammocks", new Acts(10, 24, 20, 6, 3, 40, 0, 0, 0), 100))),
                shop())
            .getFirst();
    assertThat(gap.reasons())
        .extracting(Reason::code)
        .containsExactly(
            "searched-in-vain",
            "wished-for",
            "complained-about",
            "looked-at",
            "searched",
            "offered");
    assertThat(gap.reasons().stream().limit(5).mapToDouble(Reason::weight).sum())
        .isCloseTo(gap.attention().value(), within(1e-12));
    assertThat(gap.reasons().getLast().weight()).isCloseTo(-1.0 / 31, within(1e-12));
    assertThat(gap.reasons().getFirst().text().en())
        .isEqualTo("20 searches for “Hammocks” found nothing");
    assertThat(gap.reasons().getFirst().text().zh()).isEqualTo("“Hammocks”有 20 次搜索无结果");
  }

  @Test
  void needOfManyCustomersBeatsTheSameAttentionOfAFew() {
    List<Gap> gaps =
        ANALYSIS.rank(
            List.of(
                segment(
                    100,
                    cell("search:one fan", looked(100, 6, 0), 100),
                    cell("search:yoga mat", looked(100, 80, 0), 100))),
            shop());
    assertThat(gaps).extracting(Gap::category).containsExactly("search:yoga mat", "search:one fan");
    assertThat(gaps.get(0).estimate()).isEqualTo(gaps.get(1).estimate());
  }

  @Test
  void needOfFewerCustomersThanTheFloorIsNotShown() {
    assertThat(
            ANALYSIS.rank(List.of(segment(100, cell("Hammocks", looked(500, 4, 0), 100))), shop()))
        .isEmpty();
  }

  @Test
  void withoutPurchasesAndRecommendationsTheCatalogAloneIsTheMeasure() {
    SegmentEvidence fresh =
        new SegmentEvidence(
            "s1",
            new Whole(1_000, 10_000, 100),
            Whole.NONE,
            Whole.NONE,
            List.of(cell("Books", looked(500, 100, 0), 100)));
    Gap gap = ANALYSIS.rank(List.of(fresh), shop()).getFirst();
    assertThat(gap.bought().known()).isFalse();
    assertThat(gap.estimate()).isCloseTo(0.5 - 10.0 / 31, within(1e-12));
    assertThat(gap.reasons().getLast().code()).isEqualTo("offered");
  }

  @Test
  void weightOfNothingIsRefusedByName() {
    assertThatThrownBy(() -> new Weights(1, 2, 0, 3, 5)).hasMessageContaining("emptySearch");
  }
}
