package dev.parallax.ingestion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.problem.FieldError;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
  private static final int INSTANCES = 60;

  @Property(tries = 4000, seed = "20261128")
  void whatIsCalledCompatibleKeepsValidWhatWasValid(@ForAll long seed) {
    RandomSchemas random = new RandomSchemas(seed);
    ObjectNode before = random.root();
    ObjectNode after = random.changed(before);
    if (before.equals(after)
        || !SchemaCheck.errors(after).isEmpty()
        || !Compatibility.breaks(before, after).isEmpty()) {
      Statistics.collect("not compatible or the same");
      return;
    }
    PlanSchema old = new PlanSchema(before);
    PlanSchema now = new PlanSchema(after);
    boolean tried = false;
    for (int i = 0; i < INSTANCES; i++) {
      ObjectNode instance = random.instance();
      if (old.check("properties", instance).isEmpty()) {
        tried = true;
        assertThat(now.check("properties", instance))
            .as("%s was valid by %s and must be by %s", instance, before, after)
            .isEmpty();
      }
    }
    Statistics.collect(tried ? "compatible and tried" : "nothing was valid");
    Statistics.coverage(coverage -> coverage.check("compatible and tried").percentage(p -> p > 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'properties':{'a':{}}} | {'properties':{'a':{}},'required':['a']} | schema.required",
        "{'properties':{'a':{'type':'number'}}} | {'properties':{'a':{'type':'integer'}}} | schema.properties.a.type",
        "{'properties':{'a':{'type':['string','null']}}} | {'properties':{'a':{'type':'string'}}} | schema.properties.a.type",
        "{'properties':{'a':{'enum':['x','y']}}} | {'properties':{'a':{'enum':['x']}}} | schema.properties.a",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{'enum':['x']}}} | schema.properties.a",
        "{} | {'additionalProperties':false} | schema.additionalProperties",
        "{'properties':{'a':{}}} | {'properties':{},'additionalProperties':{'type':'string'}} | schema.additionalProperties.type",
        "{'properties':{'a':{'type':'number','minimum':0}}} | {'properties':{'a':{'type':'number','minimum':1}}} | schema.properties.a.minimum",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{'type':'string','format':'date'}}} | schema.properties.a.format",
        "{'properties':{'a':{'type':'array','items':{'type':'number'}}}} | {'properties':{'a':{'type':'array','items':{'type':'integer'}}}} | schema.properties.a.items.type",
        "{'$defs':{'t':{'type':'number'}},'properties':{'a':{'$ref':'#/$defs/t'}}} | {'$defs':{'t':{'type':'integer'}},'properties':{'a':{'$ref':'#/$defs/t'}}} | schema.properties.a",
        "{'properties':{'a':{}},'additionalProperties':false} | {'properties':{},'additionalProperties':false} | schema.properties.a"
      })
  void whatNarrowsIsNamedByItsField(String before, String after, String field) {
    assertThat(Compatibility.breaks(json(before), json(after)))
        .extracting(FieldError::field)
        .contains(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'properties':{'a':{}},'required':['a']} | {'properties':{'a':{}}}",
        "{'properties':{'a':{'type':'integer'}}} | {'properties':{'a':{'type':['number','string']}}}",
        "{'properties':{'a':{'enum':['x']}}} | {'properties':{'a':{'enum':['x','y']}}}",
        "{'properties':{'a':{'const':'x'}}} | {'properties':{'a':{'type':'string','minLength':1}}}",
        "{'additionalProperties':false} | {'properties':{'a':{'type':'string'}},'additionalProperties':false}",
        "{'properties':{'a':{'type':'number','exclusiveMinimum':1}}} | {'properties':{'a':{'type':'number','minimum':1}}}",
        "{'properties':{'a':{'type':'string'}}} | {'properties':{'a':{'anyOf':[{'type':'string'},{'type':'number'}]}}}",
        "{'properties':{'a':{}}} | {'properties':{'a':{'x-pii':true,'description':'who'}}}"
      })
  void whatWidensIsAllowed(String before, String after) {
    assertThat(Compatibility.breaks(json(before), json(after))).isEmpty();
  }

  @Test
  void whatComesBuiltInIsCompatibleWithItself() {
    assertThat(BuiltIns.byKey().values())
        .hasSizeGreaterThan(14)
        .allSatisfy(
            plan -> {
              assertThat(SchemaCheck.errors(plan.schema())).as(plan.event()).isEmpty();
              assertThat(Compatibility.breaks(plan.schema(), plan.schema().deepCopy())).isEmpty();
            });
  }

  static ObjectNode json(String text) {
    return EventJson.read(
        text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ObjectNode.class);
  }
}
