package dev.parallax.local.shop.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CheckTest {

  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final ShopPlan PLAN = new ShopPlan(42, 300, 60, END);
  private static final Map<String, String> KINDS = kinds();
  private static final DemoTruth TRUTH =
      new DemoTruth(
          PLAN,
          Map.of(),
          KINDS,
          List.of("u0"),
          List.of("u1", "u2"),
          List.of(List.of("P1", "P2"), List.of("P3", "P4", "P5")),
          Map.of(),
          END.minus(Duration.ofDays(21)),
          "Pet supplies");

  @Test
  void segmentsThatFollowTheKindsScoreOne() throws IOException {
    Figure figure =
        figure(uri -> segment(KINDS.get(user(uri))), suite -> SegmentCheck.of(suite, TRUTH));

    assertThat(figure.value()).isEqualTo(1);
    assertThat(figure.holds()).isTrue();
    assertThat(figure.basis()).contains("39 customers in 4 segments");
  }

  @Test
  void segmentsByChanceAndCustomersWithoutOneDoNotReachTheFloor() throws IOException {
    Figure chance =
        figure(
            uri -> segment("s" + Integer.parseInt(user(uri).substring(1)) / 10),
            suite -> SegmentCheck.of(suite, TRUTH));
    Figure none = figure(uri -> null, suite -> SegmentCheck.of(suite, TRUTH));

    assertThat(chance.value()).isCloseTo(0, within(0.1));
    assertThat(chance.holds()).isFalse();
    assertThat(none.holds()).isFalse();
  }

  @Test
  void hiddenPairsAreLookedForOnlyAmongAsManyOfTheStrongestRules() throws IOException {
    String rules =
        """
        {"items":[{"if":["P1"],"then":"P2"},{"if":["P2"],"then":"P1"},{"if":["P3","P4"],"then":"P5"},
         {"if":["P5"],"then":"P3"},{"if":["P8"],"then":"P9"},{"if":["P7"],"then":"P9"},
         {"if":["P4"],"then":"P5"}],"nextCursor":null}
        """;

    Figure figure = figure(uri -> rules, suite -> AffinityCheck.of(suite, TRUTH));

    // P1+P2 and P3+P5 of four hidden pairs; P4+P5 is fifth.
    assertThat(figure.value()).isEqualTo(0.5);
  }

  @Test
  void fraudIsMeasuredOnEveryPaymentAfterTrainingWhateverPageItIsOn() throws IOException {
    List<CardPayment> cards = CardLife.of(CardPlan.of(PLAN));
    long heldOut = cards.stream().filter(p -> !p.at().isBefore(TRUTH.heldOutFrom())).count();

    List<Figure> perfect = figures(cards, p -> p.isFraud() ? 0.9 : 0.1);
    List<Figure> useless = figures(cards, p -> 0.5);

    assertThat(perfect).extracting(Figure::value).containsExactly(1.0, 1.0);
    assertThat(perfect.getFirst().basis()).startsWith("%,d payments".formatted(heldOut));
    assertThat(useless.getFirst().value()).isEqualTo(0.5);
    assertThat(useless.getLast().value()).isCloseTo(useless.getLast().chance(), within(1e-9));
    assertThat(useless).noneMatch(Figure::holds);
  }

  @Test
  void onePaymentWithoutADecisionIsOneTooMany() throws IOException {
    List<CardPayment> cards = CardLife.of(CardPlan.of(PLAN));
    CardPayment forgotten = cards.getLast();

    List<Figure> figures = figures(cards, p -> p == forgotten ? null : p.isFraud() ? 0.9 : 0.1);

    assertThat(figures).noneMatch(Figure::holds);
    assertThat(figures.getFirst().basis()).contains("; 1 of ", "without a decision");
  }

  @Test
  void theWidestGapIsRightOrWrong() throws IOException {
    String right = "{\"items\":[{\"category\":\"Pet supplies\"},{\"category\":\"Bakery\"}]}";
    String wrong = "{\"items\":[{\"category\":\"Bakery\"},{\"category\":\"Pet supplies\"}]}";

    assertThat(figure(uri -> right, suite -> GapCheck.of(suite, TRUTH)).holds()).isTrue();
    assertThat(figure(uri -> wrong, suite -> GapCheck.of(suite, TRUTH)).holds()).isFalse();
    assertThat(figure(uri -> "{\"items\":[]}", suite -> GapCheck.of(suite, TRUTH)).holds())
        .isFalse();
  }

  @Test
  void oneRefusalThatIsNotObeyedIsOneTooMany() throws IOException {
    Function<String, String> obeyed =
        uri -> uri.contains("segment") ? null : "{\"personalized\":false}";
    Function<String, String> ignored =
        uri ->
            uri.contains("segment") ? null : "{\"personalized\":%s}".formatted(uri.endsWith("2"));

    assertThat(figure(obeyed, suite -> ConsentCheck.of(suite, TRUTH)).holds()).isTrue();
    Figure figure = figure(ignored, suite -> ConsentCheck.of(suite, TRUTH));
    assertThat(figure.value()).isCloseTo(2.0 / 3, within(1e-9));
    assertThat(figure.holds()).isFalse();
  }

  @Test
  void aFigureThatCouldNotBeMeasuredDoesNotHold() {
    assertThat(new Figure("x", Double.NaN, 0, 0.5, "nothing").holds()).isFalse();
    assertThat(new Figure("x", 0.4, 0, 0.5, "much").line()).contains("LOW", "0.400");
  }

  private interface Measuring<T> {
    T of(SuiteClient suite) throws IOException;
  }

  private static <T> T figure(Function<String, String> answers, Measuring<T> measuring)
      throws IOException {
    try (AnsweringServer server = new AnsweringServer(answers)) {
      return measuring.of(server.client());
    }
  }

  private static List<Figure> figures(
      List<CardPayment> cards, Function<CardPayment, Double> probability) throws IOException {
    int half = cards.size() / 2;
    return figure(
        uri ->
            uri.contains("cursor=two")
                ? decisions(cards.subList(0, half), probability, null)
                : decisions(cards.subList(half, cards.size()), probability, "two"),
        suite -> FraudCheck.of(suite, TRUTH));
  }

  private static String decisions(
      List<CardPayment> cards, Function<CardPayment, Double> probability, String next) {
    List<String> items = new ArrayList<>();
    for (CardPayment card : cards) {
      items.add(
          "{\"transactionId\":\"%s\",\"probability\":%s}"
              .formatted(card.id(), probability.apply(card)));
    }
    return "{\"items\":[%s],\"nextCursor\":%s}"
        .formatted(String.join(",", items), next == null ? "null" : "\"" + next + "\"");
  }

  private static String segment(String id) {
    return "{\"segment\":{\"id\":\"%s\"}}".formatted(id);
  }

  private static String user(String uri) {
    return uri.substring(uri.indexOf("userId=") + 7);
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      kinds.put("u" + i, "kind" + i % 4);
    }
    return kinds;
  }
}
