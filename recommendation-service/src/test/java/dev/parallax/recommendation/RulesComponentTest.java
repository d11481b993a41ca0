package dev.parallax.recommendation;

import static dev.parallax.recommendation.RuleCalls.itemsets;
import static dev.parallax.recommendation.RuleCalls.mine;
import static dev.parallax.recommendation.RuleCalls.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules and itemsets: filtered, sorted, page by page. */
@QuarkusTest
@WithRealServers
class RulesComponentTest {
  @Inject LogProducer log;

  @BeforeEach
  void seed() {
    Seeded.ensure(new TestShop(log));
  }

  @Test
  void everyMeasureFiltersAndSorts() {
    mine("{}");
    List<Map<String, Object>> all = rules("limit=500").getList("items");
    assertThat(all).isNotEmpty();
    for (String measure :
        List.of(
            "support",
            "confidence",
            "lift",
            "leverage",
            "zhang",
            "chiSquare",
            "pValue",
            "adjustedPValue",
            "baskets")) {
      List<Double> sorted =
          rules("limit=500&order=asc&sort=" + measure).getList("items." + measure, Double.class);
      assertThat(sorted).hasSameSizeAs(all).isSorted();
      double middle = sorted.get(sorted.size() / 2);
      String name = Character.toUpperCase(measure.charAt(0)) + measure.substring(1);
      List<Double> few =
          rules("limit=500&min" + name + "=" + middle + "&max" + name + "=" + middle)
              .getList("items." + measure, Double.class);
      assertThat(few).as("%s of exactly the middle one", measure).containsOnly(middle);
    }
    assertThat(rules("sort=conviction&limit=1").getList("items")).hasSize(1);
    assertThat(rules("size=2").getList("items")).allMatch(rule -> left(rule).size() == 2);
    assertThat(rules("item=I05&side=if").getList("items"))
        .isNotEmpty()
        .allMatch(rule -> left(rule).contains("I05"));
    assertThat(rules("minLiftLower=1").getList("items.liftInterval.lower", Double.class))
        .isNotEmpty()
        .allMatch(lower -> lower >= 1);
  }

  @Test
  void pagesHaveNoGapAndNoRepeatEvenWhereTheRulesAreMadeAnewInBetween() {
    mine("{}");
    Set<String> all = new HashSet<>();
    rules("limit=500").getList("items").forEach(rule -> all.add(name(rule)));
    List<String> paged = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page =
          rules("sort=confidence&limit=9" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.getList("items").forEach(rule -> paged.add(name(rule)));
      cursor = page.getString("nextCursor");
      if (paged.size() == 9) {
        mine("{}");
      }
    }
    assertThat(paged).doesNotHaveDuplicates().hasSameSizeAs(all).hasSameElementsAs(all);
    String ofLift = rules("limit=1").getString("nextCursor");
    Api.mistake(
        Api.as("marketer").get("/v1/rules?sort=confidence&cursor=" + ofLift).then(), "cursor");
  }

  @Test
  void closedAndMaximalItemsetsAreParts() {
    mine("{}");
    List<Map<String, Object>> frequent = itemsets("limit=500");
    List<Map<String, Object>> maximal = itemsets("limit=500&kind=maximal&size=2");
    assertThat(frequent).isNotEmpty();
    assertThat(maximal).isNotEmpty();
    assertThat(maximal)
        .allMatch(set -> Boolean.TRUE.equals(set.get("maximal")))
        .allMatch(set -> Boolean.TRUE.equals(set.get("closed")));
    assertThat(itemsets("kind=closed&item=I05"))
        .isNotEmpty()
        .allMatch(set -> set.get("items").toString().contains("I05"));
  }

  @Test
  void whatCallersGetWrongNamesTheField() {
    for (String wrong :
        List.of(
            "sort=beauty",
            "order=up",
            "side=left",
            "source=tills",
            "size=0",
            "size=two",
            "minLift=high",
            "maxPValue=NaN",
            "minConfidence=0.9&maxConfidence=0.1",
            "minLifts=2",
            "limit=0",
            "cursor=%21%21",
            "cursor=bm9uc2Vuc2U")) {
      String field = wrong.substring(0, wrong.indexOf('='));
      Api.mistake(
          Api.as("marketer").urlEncodingEnabled(false).get("/v1/rules?" + wrong).then(), field);
    }
    Api.mistake(Api.as("marketer").get("/v1/rules/itemsets?kind=open").then(), "kind");
    for (String wrong :
        List.of(
            "{\"source\":\"tills\"}|source",
            "{\"minSupport\":0}|minSupport",
            "{\"minBaskets\":1}|minBaskets",
            "{\"maxItems\":11}|maxItems",
            "{\"maxItems\":\"many\"}|maxItems",
            "{\"significance\":2}|significance")) {
      String[] parts = wrong.split("\\|");
      Api.mistake(
          Api.as("analyst")
              .contentType("application/json")
              .body(parts[0])
              .post("/v1/rules/mine")
              .then(),
          parts[1]);
    }
    Api.as("marketer")
        .contentType("application/json")
        .body("{}")
        .post("/v1/rules/mine")
        .then()
        .statusCode(403);
  }

  private static List<?> left(Object rule) {
    return (List<?>) ((Map<?, ?>) rule).get("if");
  }

  private static String name(Object rule) {
    return left(rule) + " => " + ((Map<?, ?>) rule).get("then");
  }
}
