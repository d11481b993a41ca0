package dev.parallax.experience.friction;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.experience.friction.CauseRepository.Counted;
import dev.parallax.experience.friction.CauseRepository.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a friction was about, with the numbers behind it. */
final class CauseReasons {
  private CauseReasons() {}

  /** How a code is said; both take the detail, the part, times and customers. */
  private record Saying(String en, String zh, String partEn, String partZh) {
    Saying(String en, String zh) {
      this(en, zh, en, zh);
    }
  }

  private static final String COUNT_EN = ": %3$d times, %4$d customers";
  private static final String COUNT_ZH = "：%3$d 次，%4$d 位客户";

  private static final Map<String, Saying> SAYINGS =
      Map.of(
          "rage-clicked",
          new Saying("clicked again and again on %1$s", "反复点击 %1$s"),
          "dead-clicked",
          new Saying("nothing happened on a click on %1$s", "点击 %1$s 没有反应"),
          "form-abandoned",
          new Saying(
              "form %1$s was begun and left",
              "表单 %1$s 填写后放弃",
              "form %1$s was begun and left at the field %2$s",
              "表单 %1$s 填到字段 %2$s 后放弃"),
          "script-failed",
          new Saying(
              "script error “%1$s”",
              "脚本错误“%1$s”", "script error “%1$s” at %2$s", "脚本错误“%1$s”，位于 %2$s"),
          "promise-rejected",
          new Saying("unhandled error “%1$s”", "未处理的错误“%1$s”"),
          "resource-missing",
          new Saying("%1$s could not be loaded", "无法加载 %1$s"),
          "field-refused",
          new Saying("field %1$s was not accepted", "字段 %1$s 未通过校验"),
          "searched-in-vain",
          new Saying("searching for “%1$s” found nothing", "搜索“%1$s”无结果"));

  /**
   * @param visits in which the friction happened, at least 1
   * @param times how often it happened, for what is left over
   */
  static List<Reason> of(FrictionKind kind, List<Counted> causes, long visits, long times) {
    List<Reason> reasons = new ArrayList<>();
    long told = 0;
    for (Counted counted : causes) {
      reasons.add(reason(counted, visits));
      told += counted.times();
    }
    long rest = times - told;
    if (rest > 0) {
      String code = kind == FrictionKind.EMPTY_SEARCH ? "other-words" : "others";
      Phrase text =
          kind == FrictionKind.EMPTY_SEARCH
              ? phrase("other words, or too rare to be told: %d times", "其他搜索词或因过少而不显示：%d 次", rest)
              : phrase("others: %d times", "其他：%d 次", rest);
      reasons.add(new Reason(code, text, 0, Map.of("times", rest)));
    }
    return reasons;
  }

  private static Reason reason(Counted counted, long visits) {
    Cause cause = counted.cause();
    Saying saying = SAYINGS.get(cause.code());
    boolean whole = cause.part().isEmpty();
    Object[] values = {cause.detail(), cause.part(), counted.times(), counted.customers()};
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("detail", cause.detail());
    if (!whole) {
      evidence.put("part", cause.part());
    }
    evidence.put("times", counted.times());
    evidence.put("visits", counted.visits());
    evidence.put("customers", counted.customers());
    return new Reason(
        cause.code(),
        phrase(
            (whole ? saying.en() : saying.partEn()) + COUNT_EN,
            (whole ? saying.zh() : saying.partZh()) + COUNT_ZH,
            values),
        (double) counted.visits() / visits,
        evidence);
  }

  /** Of the vitals that were poor in some visit, the worst first. */
  static List<Reason> slow(List<Measured> vitals, long visits) {
    return vitals.stream()
        .filter(measured -> measured.poor() > 0)
        .sorted((a, b) -> Long.compare(b.poor(), a.poor()))
        .map(measured -> slow(measured, visits))
        .toList();
  }

  private static Reason slow(Measured measured, long visits) {
    Vital vital = measured.vital();
    String unit = vital == Vital.CLS ? "%.2f" : "%.0f ms";
    Object[] values = {
      vital.name(),
      measured.poor(),
      measured.visits(),
      String.format(Locale.ROOT, unit, vital.poor()),
      String.format(Locale.ROOT, unit, measured.typical())
    };
    return new Reason(
        "poor-" + vital.column(),
        phrase(
            "%1$s was above %4$s in %2$d of %3$d visits; three in four had at most %5$s",
            "%1$s 在 %3$d 次访问中有 %2$d 次超过 %4$s；四分之三的访问至多 %5$s", values),
        (double) measured.poor() / visits,
        Map.of(
            "visits",
            measured.visits(),
            "good",
            measured.visits() - measured.fair() - measured.poor(),
            "needsImprovement",
            measured.fair(),
            "poor",
            measured.poor(),
            "p75",
            measured.typical()));
  }

  private static Phrase phrase(String en, String zh, Object... values) {
    return new Phrase(
        String.format(Locale.ROOT, en, values), String.format(Locale.ROOT, zh, values));
  }
}
