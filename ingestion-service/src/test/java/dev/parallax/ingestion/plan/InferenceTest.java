package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.plan.CompatibilityTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class InferenceTest {
  @Property(tries = 400, seed = "20261128")
  void whatASchemaWasMadeOfIsValidByIt(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int events) {
    RandomSchemas random = new RandomSchemas(seed);
    Inference inference = new Inference(new Places(Places.MOST));
    List<ObjectNode> seen = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      seen.add(random.instance());
      inference.add(seen.getLast());
    }
    ObjectNode schema = inference.schema();
    assertThat(SchemaCheck.errors(schema)).isEmpty();
    PlanSchema compiled = new PlanSchema(schema);
    assertThat(seen)
        .allSatisfy(
            event -> assertThat(compiled.check("properties", event)).as("by %s", schema).isEmpty());
  }

  @Test
  void typesRequiredFieldsValuesFormatsAndLimitsAreFound() {
    Inference inference = new Inference(new Places(Places.MOST));
    for (int i = 0; i < 100; i++) {
      inference.add(
          json(
              """
              {'plan':'%s','price':%d.5,'pieces':%d,'at':'2026-01-%02dT12:00:00Z','note':'n%d'%s,
               'lines':[{'sku':'s','gift':true}]}
              """
                  .formatted(
                      i % 2 == 0 ? "free" : "gold",
                      i,
                      i % 7,
                      1 + i % 28,
                      i,
                      i % 3 == 0 ? "" : ",'coupon':'c'")));
    }
    ObjectNode schema = inference.schema();
    assertThat(schema.at("/required").toString())
        .isEqualTo("[\"at\",\"lines\",\"note\",\"pieces\",\"plan\",\"price\"]");
    assertThat(schema.at("/properties/plan/enum").toString()).isEqualTo("[\"free\",\"gold\"]");
    assertThat(schema.at("/properties/note/enum").isMissingNode()).isTrue();
    assertThat(schema.at("/properties/at/format").asText()).isEqualTo("date-time");
    assertThat(schema.at("/properties/price/type").asText()).isEqualTo("number");
    assertThat(schema.at("/properties/price/minimum").asInt()).isZero();
    assertThat(schema.at("/properties/price/maximum").asInt()).isEqualTo(100);
    assertThat(schema.at("/properties/pieces/type").asText()).isEqualTo("integer");
    assertThat(schema.at("/properties/lines/items/properties/gift/type").asText())
        .isEqualTo("boolean");
    assertThat(schema.at("/x-observed").asInt()).isEqualTo(100);
  }

  @Test
  void valuesThatMayBeSomebodysAreNotListed() {
    Inference inference = new Inference(new Places(Places.MOST));
    for (int i = 0; i < 100; i++) {
      inference.add(json("{'who':'a@example.com','huge':1e999999}"));
    }
    assertThat(inference.schema().toString()).doesNotContain("example.com");
  }

  @Test
  void aFieldForEveryCustomerIsAMapAndNoSchema() {
    Inference inference = new Inference(new Places(Places.MOST));
    for (int i = 0; i < 1_000; i++) {
      inference.add(json("{'k%d':1}".formatted(i)));
    }
    assertThat(inference.schema().has("properties")).isFalse();
  }

  @Test
  void allSchemasTogetherRememberNoMoreThanTheirPlacesAndStayTrueToWhatTheySaw() {
    Places places = new Places(500);
    List<Inference> events = new ArrayList<>();
    List<ObjectNode> last = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Inference inference = new Inference(places);
      last.add(
          json(
              "{'a%1$d':{'b':[{'c':1},{'%2$s':2}]},'d':1,'e':1,'f':1,'g':1,'h':1,'i':1,'j':1}"
                  .formatted(i, "x".repeat(900))));
      inference.add(last.getLast());
      events.add(inference);
      assertThat(places.left()).isNotNegative();
    }
    int remembered = 0;
    for (int i = 0; i < events.size(); i++) {
      ObjectNode schema = events.get(i).schema();
      remembered += schema.toString().split("\"type\"", -1).length - 1;
      assertThat(new PlanSchema(schema).check("properties", last.get(i))).isEmpty();
    }
    assertThat(remembered).isBetween(100, 550); // Each also tells of its outermost object.
    assertThat(events.getFirst().schema().at("/properties/d/type").asText()).isEqualTo("integer");
    Inference map = new Inference(new Places(100));
    for (int i = 0; i < 101; i++) {
      map.add(json("{'k%d':1}".formatted(i)));
    }
    assertThat(map.schema().has("properties")).isFalse();
  }
}
