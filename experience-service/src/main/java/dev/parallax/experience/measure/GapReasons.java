package dev.parallax.experience.measure;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.experience.need.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says why a gap is as wide as it is. Weights are share points: what an act adds to the attention
 * share, heaviest first, and then what offer or purchases take away.
 */
final class GapReasons {
  private GapReasons() {}

  /** One kind of act, and how to say it. */
  private record Act(String code, String en, String zh, long count, double weight) {
    Reason reason(String name, double total) {
      return new Reason(
          code,
          phrase(en, zh, count, name),
          count * weight / total,
          Map.of("count", count, "weightEach", weight));
    }
  }

  static List<Reason> of(Gap gap, Need need, Weights weights) {
    Acts acts = gap.acts();
    long found = need.fromSearch() ? 0 : acts.searches() - acts.emptySearches();
    List<Act> all =
        List.of(
            new Act(
                "searched-in-vain",
                "%d searches for “%s” found nothing",
                "“%2$s”有 %1$d 次搜索无结果",
                acts.emptySearches(),
                weights.emptySearch()),
            new Act(
                "searched",
                "%d searches for “%s” found something",
                "“%2$s”有 %1$d 次搜索有结果",
                found,
                weights.search()),
            new Act(
                "wished-for",
                "put on a wish list %d times",
                "%d 次加入心愿单",
                acts.wishes(),
                weights.wish()),
            new Act(
                "complained-about",
                "%d complaints about it",
                "%d 次相关投诉",
                acts.complaints(),
                weights.complaint()),
            new Act("looked-at", "%d views", "%d 次浏览", acts.views(), weights.view()));
    List<Reason> reasons = new ArrayList<>();
    all.stream()
        .filter(act -> act.count() > 0)
        .map(act -> act.reason(need.label(), gap.totals().attention()))
        .sorted(Comparator.comparingDouble(Reason::weight).reversed())
        .forEach(reasons::add);
    reasons.add(gap.servedByPurchases() ? bought(gap) : offered(gap));
    return reasons;
  }

  private static Reason bought(Gap gap) {
    double attention = 100 * gap.attention().value();
    double bought = 100 * gap.bought().value();
    return new Reason(
        "bought",
        phrase(
            "%.1f %% of attention, %.1f %% of order lines",
            "占关注的 %.1f%%，占订单行的 %.1f%%", attention, bought),
        -gap.bought().value(),
        Map.of("bought", gap.acts().bought(), "boughtTotal", gap.totals().bought()));
  }

  private static Reason offered(Gap gap) {
    long shown = gap.acts().shown();
    long shownTotal = gap.totals().shown();
    double attention = 100 * gap.attention().value();
    return new Reason(
        "offered",
        shownTotal > 0
            ? phrase(
                "%.1f %% of attention, but %d of %d items on offer and %d of %d recommendations shown",
                "占关注的 %.1f%%，在售商品 %d/%d 件，推荐展示 %d/%d 次",
                attention,
                gap.items(),
                gap.itemsTotal(),
                shown,
                shownTotal)
            : phrase(
                "%.1f %% of attention, but %d of %d items on offer",
                "占关注的 %.1f%%，在售商品 %d/%d 件", attention, gap.items(), gap.itemsTotal()),
        -gap.offer().value(),
        Map.of(
            "items",
            gap.items(),
            "itemsTotal",
            gap.itemsTotal(),
            "shown",
            shown,
            "shownTotal",
            shownTotal));
  }

  private static Phrase phrase(String en, String zh, Object... numbers) {
    return new Phrase(
        String.format(Locale.ROOT, en, numbers), String.format(Locale.ROOT, zh, numbers));
  }
}
