package dev.parallax.recommendation;

import static dev.parallax.recommendation.RuleCalls.itemsetPage;
import static dev.parallax.recommendation.RuleCalls.itemsets;
import static dev.parallax.recommendation.RuleCalls.mine;
import static dev.parallax.recommendation.RuleCalls.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
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
  @Inject AgroalDataSource store;

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
  void thePublicBasketsHaveTheirPublishedItemsetsAndRules() throws IOException {
    try (Groceries groceries = new Groceries(store)) {
      for (String published :
          List.of("0.01, 0.5, 333, 15", "0.006, 0.25, 747, 463", "0.001, 0.8, 13492, 410")) {
        String[] figures = published.split(", ");
        JsonPath mined = mine(asked(figures[0], figures[1], ""));
        assertThat(mined.getInt("result.baskets.baskets")).as("%s", groceries).isEqualTo(9_835);
        assertThat(mined.getString("result.baskets.itemsets")).isEqualTo(figures[2]);
        assertThat(mined.getString("result.baskets.rules")).isEqualTo(figures[3]);
        assertThat(mined.getList("result.baskets.leftOut")).isEmpty();
      }
      JsonPath rules = rules("limit=500");
      assertThat(rules.getList("items")).hasSize(410);
      assertThat(rules.getList("leftOut")).isEmpty();
      assertThat(rules.getDouble("items[0].lift")).isCloseTo(11.235, within(0.0005));
      assertThat(rules.<String>getList("items[0].if")).contains("liquor", "red/blush wine");
      assertThat(rules.getString("items[0].then")).isEqualTo("bottled beer");

      JsonPath few = mine(asked("0.006", "0.25", ",\"mostRules\":10,\"mostItemsets\":400"));
      assertThat(few.<String>getList("result.baskets.leftOut.code"))
          .containsExactly("support-raised", "weak-rules");
      assertThat(rules("limit=500").getList("items")).hasSize(10);
      assertThat(rules("limit=1").<String>getList("leftOut.code"))
          .containsExactly("support-raised", "weak-rules");
      assertThat(itemsetPage("limit=1").<String>getList("leftOut.code"))
          .containsExactly("support-raised");

      mine(asked("0.006", "0.25", ",\"maxItems\":2"));
      JsonPath pairs = itemsetPage("limit=500&size=2");
      assertThat(pairs.<String>getList("leftOut.code")).containsExactly("longer-sets");
      assertThat(pairs.<Boolean>getList("items.maximal"))
          .contains(true, false)
          .doesNotContainNull();
    } finally {
      mine(
          "{\"source\":\"baskets\",\"minSupport\":0.001,\"minBaskets\":8,"
              + "\"minConfidence\":0.1,\"redundant\":false}");
    }
  }

  private static String asked(String support, String confidence, String more) {
    return "{\"source\":\"baskets\",\"minSupport\":%s,\"minConfidence\":%s,\"redundant\":true%s}"
        .formatted(support, confidence, more);
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
            "{\"mostRules\":0}|mostRules",
            "{\"mostItemsets\":2000000000}|mostItemsets",
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
