package dev.parallax.experience.friction;

import dev.parallax.contracts.Reason;
import dev.parallax.experience.friction.FrictionList.FrictionImpact;
import dev.parallax.experience.friction.FrictionList.FrictionItem;
import dev.parallax.experience.friction.FrictionList.FrictionOutcome;
import dev.parallax.experience.friction.FrictionList.FrictionRate;
import dev.parallax.experience.friction.FrictionList.FrictionTrend;
import dev.parallax.experience.measure.Difference;
import dev.parallax.experience.measure.Share;
import dev.parallax.experience.measure.Sums;
import dev.parallax.experience.measure.Whole;
import dev.parallax.kit.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Ranks what was counted, and looks up the reasons of what is shown. */
@ApplicationScoped
class FrictionBoard {
  private final FrictionRepository frictions;
  private final CauseRepository causes;
  private final FrictionConfig config;

  FrictionBoard(FrictionRepository frictions, CauseRepository causes, FrictionConfig config) {
    this.frictions = frictions;
    this.causes = causes;
    this.config = config;
  }

  /**
   * @param after where the page before ended, null for the first
   */
  FrictionList list(FrictionQuery query, int limit, Place after) {
    List<Ranked> ranked =
        frictions.sums(query).stream()
            .map(sums -> Ranked.of(sums, config.minVisitsCompared()))
            .sorted(Comparator.comparing(Ranked::place))
            .filter(one -> after == null || one.place().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    Page<Ranked> page = Page.of(ranked, limit, one -> one.place().key());
    return new FrictionList(
        query.before(), query.from(), query.to(), items(query, page.items()), page.nextCursor());
  }

  private List<FrictionItem> items(FrictionQuery query, List<Ranked> ranked) {
    List<CauseRepository.Key> keys =
        ranked.stream()
            .filter(one -> one.sums().kind() != FrictionKind.SLOW_PAGE)
            .map(one -> new CauseRepository.Key(one.sums().page(), one.sums().kind()))
            .toList();
    List<String> slow =
        ranked.stream()
            .filter(one -> one.sums().kind() == FrictionKind.SLOW_PAGE)
            .map(one -> one.sums().page())
            .toList();
    Map<CauseRepository.Key, List<CauseRepository.Counted>> causesOf =
        keys.isEmpty() ? Map.of() : causes.causes(query, keys);
    Map<String, List<CauseRepository.Measured>> vitalsOf =
        slow.isEmpty() ? Map.of() : causes.vitals(query, slow);
    return ranked.stream()
        .map(
            one -> {
              FrictionSums sums = one.sums();
              long visits = Math.round(sums.hit().total());
              List<Reason> reasons =
                  sums.kind() == FrictionKind.SLOW_PAGE
                      ? CauseReasons.slow(vitalsOf.getOrDefault(sums.page(), List.of()), visits)
                      : CauseReasons.of(
                          sums.kind(),
                          causesOf.getOrDefault(
                              new CauseRepository.Key(sums.page(), sums.kind()), List.of()),
                          visits,
                          sums.times());
              return item(one, visits, reasons);
            })
        .toList();
  }

  private static FrictionItem item(Ranked one, long visits, List<Reason> reasons) {
    FrictionSums sums = one.sums();
    return new FrictionItem(
        sums.page(),
        sums.kind().wireName(),
        sums.customers(),
        visits,
        sums.times(),
        Math.round(sums.visits().total()),
        rate(one.rate()),
        one.trend() == null ? null : trend(one),
        one.impact() == null
            ? null
            : new FrictionImpact(
                outcome(sums.went(), sums.open(), one.with()),
                outcome(sums.wentWithout(), sums.openWithout(), one.without()),
                rate(one.impact())),
        one.score(),
        one.reason(),
        reasons);
  }

  private static FrictionTrend trend(Ranked one) {
    FrictionSums.Before before = one.sums().before();
    Difference change = one.trend();
    String direction = change.lower() > 0 ? "rising" : change.upper() < 0 ? "falling" : "unclear";
    return new FrictionTrend(
        direction,
        before.customers(),
        Math.round(before.hit().total()),
        Math.round(before.visits().total()),
        rate(one.before()),
        rate(change));
  }

  private static FrictionOutcome outcome(Sums went, Whole open, Share share) {
    return new FrictionOutcome(Math.round(open.total()), Math.round(went.total()), rate(share));
  }

  private static FrictionRate rate(Share share) {
    return new FrictionRate(share.value(), share.lower(), share.upper());
  }

  private static FrictionRate rate(Difference difference) {
    return new FrictionRate(difference.value(), difference.lower(), difference.upper());
  }
}
