package dev.parallax.recommendation.merchandising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.condition.ConditionFailedException;
import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.occasion.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchandisingRuleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final CatalogItem MUG =
      new CatalogItem(
          "M1",
          "Blue mug",
          "Kitchen",
          true,
          new BigDecimal("4.50"),
          "EUR",
          true,
          Map.of("brand", "Acme", "tags", "summer, blue", "stock", "3"));
  private static final Situation HOME = new Situation(Context.HOME, "start-page", "s-1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "category == 'Kitchen' && price < 5.0",
        "price >= 4 && currency == 'EUR' && available",
        "'blue' in tags && name.startsWith('Blue')",
        "attributes['brand'] == 'Acme'",
        "'stock' in attributes && int(attributes['stock']) < 5",
        "segment == 's-1' && context == 'home' && surface == 'start-page'",
        "itemId in ['M1', 'M2']"
      })
  void conditionsOverItemsAndSituationsHold(String condition) throws ConditionFailedException {
    assertThat(compile(condition).condition().holds(new RuleFacts(MUG, HOME)::find)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"price > 4.50", "context == 'email'", "'red' in tags", "!available"})
  void conditionsThatDoNotHoldDoNot(String condition) throws ConditionFailedException {
    assertThat(compile(condition).condition().holds(new RuleFacts(MUG, HOME)::find)).isFalse();
  }

  @Test
  void noBoundHoldsForAPriceThatIsNotKnown() throws ConditionFailedException {
    CatalogItem priceless = new CatalogItem("P", "P", "c", true, null, null, true, Map.of());
    for (String condition : new String[] {"price < 5.0", "price > 5.0", "price == 5.0"}) {
      assertThat(compile(condition).condition().holds(new RuleFacts(priceless, HOME)::find))
          .isFalse();
    }
  }

  @Test
  void itIsKnownWhetherTheSituationMatters() {
    assertThat(compile("category == 'Kitchen'").ofItemOnly()).isTrue();
    assertThat(compile("category == 'Kitchen' && segment == 's-1'").ofItemOnly()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"price", "prise < 5.0", "category ==", "tags.all(t, t == 'x')", "price == 'x'"})
  void whatIsNoConditionIsRefused(String condition) {
    assertThatThrownBy(() -> compile(condition)).isInstanceOf(ConditionInvalidException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PIN, , , position",
    "PIN, , 0, position",
    "PIN, , 101, position",
    "PIN, 2, 1, factor",
    "BOOST, , , factor",
    "BOOST, 1, , factor",
    "BOOST, 101, , factor",
    "BOOST, 2, 3, position",
    "BURY, 1, , factor",
    "BURY, 0, , factor",
    "BURY, NaN, , factor",
    "BAN, 0.5, , factor"
  })
  void aRuleThatMakesNoSenseNamesTheField(
      Action action, Double factor, Integer position, String field) {
    assertThatThrownBy(() -> rule(action, factor, position, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(field + " ");
  }

  /** It goes with every item of every list. */
  @Test
  void aDescriptionIsShort() {
    for (String text : new String[] {"x".repeat(201), "nul\0"}) {
      Phrase phrase = new Phrase("short", text);
      assertThatThrownBy(
              () ->
                  new MerchandisingRule(
                      "test",
                      1,
                      Action.BAN,
                      "true",
                      null,
                      null,
                      Set.of(),
                      null,
                      null,
                      true,
                      phrase,
                      NOON))
          .hasMessageStartingWith("description ");
    }
  }

  @Test
  void aRuleCountsInItsTimeAndPlaces() {
    MerchandisingRule rule =
        rule(Action.BAN, null, null, NOON.minusSeconds(60), NOON.plusSeconds(60));
    assertThat(rule.isInForce(Context.HOME, NOON)).isTrue();
    assertThat(rule.isInForce(Context.EMAIL, NOON)).isFalse();
    assertThat(rule.isInForce(Context.HOME, NOON.minusSeconds(61))).isFalse();
    assertThat(rule.isInForce(Context.HOME, NOON.plusSeconds(60))).isFalse();
    assertThatThrownBy(() -> rule(Action.BAN, null, null, NOON, NOON))
        .hasMessageStartingWith("validUntil ");
  }

  private static CompiledRule compile(String condition) {
    return new RuleCompiler()
        .compile(
            new MerchandisingRule(
                "test",
                1,
                Action.BAN,
                condition,
                null,
                null,
                Set.of(),
                null,
                null,
                true,
                text(),
                NOON));
  }

  private static MerchandisingRule rule(
      Action action, Double factor, Integer position, Instant from, Instant until) {
    return new MerchandisingRule(
        "test",
        1,
        action,
        "true",
        factor,
        position,
        Set.of(Context.HOME),
        from,
        until,
        true,
        text(),
        NOON);
  }

  private static Phrase text() {
    return new Phrase("test", "测试");
  }
}
