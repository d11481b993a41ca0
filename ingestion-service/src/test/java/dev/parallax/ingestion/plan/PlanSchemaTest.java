package dev.parallax.ingestion.plan;

import static dev.parallax.ingestion.plan.CompatibilityTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.EventNames;
import dev.parallax.ingestion.call.FieldPath;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.kit.problem.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanSchemaTest {
  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "1",
          "-1",
          "2.5",
          "'12.5'",
          "''",
          "' '",
          "'x'",
          "true",
          "[]",
          "{}",
          "'EUR'",
          "'eur'",
          "1000000000",
          "1000000000000000",
          "'%s'".formatted("n".repeat(513)),
          "6");
  private static final List<String> FIELDS =
      List.of(
          "total",
          "revenue",
          "price",
          "currency",
          "order_id",
          "product_id",
          "sku",
          "quantity",
          "rating",
          "name");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'required':['a']} | {} | missing-field | properties.a | must be given",
        "{'properties':{'a':{'type':'string'}}} | {'a':1} | wrong-type | properties.a | must be a text",
        "{'properties':{'a':{'type':['integer','null']}}} | {'a':'x'} | wrong-type | properties.a | must be a whole number or null",
        "{'additionalProperties':false} | {'b':1} | unknown-field | properties.b | is no field of the tracking plan",
        "{'properties':{'a':{'enum':['x','y']}}} | {'a':'secret'} | invalid-value | properties.a | must be one of x, y",
        "{'properties':{'a':{'const':'x'}}} | {'a':'secret'} | invalid-value | properties.a | must be \"x\"",
        "{'properties':{'a':{'minimum':2}}} | {'a':1} | invalid-value | properties.a | must be 2 or more",
        "{'properties':{'a':{'pattern':'^x'}}} | {'a':'secret'} | invalid-value | properties.a | must match ^x",
        "{'properties':{'a':{'format':'date'}}} | {'a':'secret'} | invalid-value | properties.a | must be a date",
        "{'properties':{'a':{'maxLength':2}}} | {'a':'secret'} | invalid-value | properties.a | must have at most 2 characters",
        "{'properties':{'a':{'items':{'required':['b']}}}} | {'a':[{'b':1},{}]} | missing-field | properties.a[1].b | must be given",
        "{'properties':{'a':{'multipleOf':0.01}}} | {'a':1e999999999} | invalid-value | properties.a | must have fewer digits",
        "{'properties':{'a':{'not':{'type':'string'}}}} | {'a':'secret'} | invalid-value | properties.a | must be as not in the plan says"
      })
  void whatIsWrongIsSaidByFieldAndCauseAndWithoutTheValue(
      String schema, String event, String code, String field, String message) {
    assertThat(new PlanSchema(json(schema)).check("properties", json(event)))
        .extracting(m -> m.code().wireName(), m -> m.field(), m -> m.message())
        .containsExactly(tuple(code, field, message));
  }

  @Test
  void aPatternThatWouldBacktrackForeverIsRunInLinearTime() {
    PlanSchema schema = new PlanSchema(json("{'properties':{'a':{'pattern':'^(a+)+$'}}}"));
    ObjectNode event = json("{}").put("a", "a".repeat(30_000) + "!");
    assertThat(schema.check("properties", event)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'requierd':['a']} | schema.requierd",
        "{'type':'array'} | schema.type",
        "{'properties':{'a':{'type':'text'}}} | schema.properties.a.type",
        "{'properties':{'a':{'minimum':'1'}}} | schema.properties.a.minimum",
        "{'properties':{'a':{'pattern':'(?=x)'}}} | schema.properties.a.pattern",
        "{'properties':{'a':{'format':'phone'}}} | schema.properties.a.format",
        "{'properties':{'a':{'$ref':'https://example.com/s.json'}}} | schema.properties.a.$ref",
        "{'properties':{'a':{'$ref':'#/$defs/none'}}} | schema.properties.a.$ref",
        "{'$defs':{'l':{'$ref':'#/$defs/l'}}} | schema.$defs.l.$ref.$ref",
        "{'properties':{'a':{'x-pii':'yes'}}} | schema.properties.a.x-pii",
        "{'properties':{'a':{'x-purpose':'fun'}}} | schema.properties.a.x-purpose",
        "{'x-pii':true} | schema.x-pii",
        "{'allOf':[{'x-purpose':'marketing'}]} | schema.allOf[0].x-purpose",
        "{'additionalProperties':{'x-pii':true}} | schema.additionalProperties.x-pii",
        "{'patternProperties':{'^mail':{'x-pii':true}}} | schema.patternProperties.^mail.x-pii",
        "{'dependentSchemas':{'a':{'properties':{'b':{'x-pii':true}}}}} | schema.dependentSchemas.a.properties.b.x-pii",
        "{'unevaluatedProperties':{'x-pii':true}} | schema.unevaluatedProperties.x-pii",
        "{'properties':{'a':{'contains':{'x-pii':true}}}} | schema.properties.a.contains.x-pii",
        "{'properties':{'a':{'not':{'x-pii':true}}}} | schema.properties.a.not.x-pii",
        "{'properties':{'[]':{'x-pii':true}}} | schema.properties.[].x-pii",
        "{'$defs':{'p':{'x-pii':true}},'additionalProperties':{'$ref':'#/$defs/p'}} | schema.additionalProperties.$ref.x-pii",
        "{'$schema':'http://json-schema.org/draft-07/schema#'} | schema.$schema",
        "{'$id':'x'} | schema.$id"
      })
  void aSchemaWithAMistakeIsRefusedByTheField(String schema, String field) {
    assertThat(SchemaCheck.errors(json(schema))).extracting(FieldError::field).contains(field);
  }

  @Test
  void markedFieldsAreFoundWhereverTheyStand() {
    PlanSchema schema =
        new PlanSchema(
            json(
                """
                {'$defs':{'p':{'properties':{'mail':{'x-pii':true}}}},
                 'properties':{'who':{'$ref':'#/$defs/p'},'all':{'items':{'$ref':'#/$defs/p'}},
                   'ad':{'x-purpose':'marketing'}}}
                """));
    assertThat(schema.marks().personal())
        .containsExactlyInAnyOrder(
            new FieldPath(List.of("who", "mail")),
            new FieldPath(List.of("all", FieldPath.EACH, "mail")));
    assertThat(schema.marks().purposes())
        .containsEntry(new FieldPath(List.of("ad")), Purpose.MARKETING);
    ObjectNode event = json("{'who':{'mail':1,'b':2},'all':[{'mail':1},{'c':3}]}");
    schema.marks().personal().forEach(field -> field.removeFrom(event));
    assertThat(event).isEqualTo(json("{'who':{'b':2},'all':[{},{'c':3}]}"));
  }

  @Test
  void aMarkOnWhatAListHoldsCountsForTheWholeList() {
    String schema =
        "{'properties':{'phones':{'type':'array','items':{'type':'string','x-pii':true}},"
            + "'seen':{'prefixItems':[{'items':{'x-purpose':'marketing'}}]}}}";
    assertThat(SchemaCheck.errors(json(schema))).isEmpty();
    PlanSchema marked = new PlanSchema(json(schema));
    assertThat(marked.marks().personal()).containsExactly(new FieldPath(List.of("phones")));
    assertThat(marked.marks().purposes()).containsOnlyKeys(new FieldPath(List.of("seen")));
  }

  /** What comes built in is checked by the rules of commerce alone: both must say the same. */
  @Property(tries = 3000, seed = "20261128")
  void whatComesBuiltInSaysWhatTheRulesOfCommerceSay(@ForAll long seed) {
    Random random = new Random(seed);
    List<PlanVersion> commerce =
        BuiltIns.byKey().values().stream()
            .filter(plan -> plan.policy() == Policy.QUARANTINE)
            .sorted(java.util.Comparator.comparing(PlanVersion::event))
            .toList();
    PlanVersion plan = commerce.get(random.nextInt(commerce.size()));
    ObjectNode call = json("{'userId':'u'}").put("event", plan.event());
    ObjectNode properties = fields(random);
    if (random.nextInt(2) == 0) {
      properties.putArray("products");
      for (int i = random.nextInt(3); i > 0; i--) {
        properties.withArray("products").add(fields(random));
      }
    }
    call.set("properties", properties);
    Checked<SegmentCall> read =
        CallReader.read(
            CallType.TRACK, call, CallReader.Envelope.live(Instant.parse("2026-03-01T12:00:00Z")));
    boolean accepted =
        read instanceof Checked.Valid<SegmentCall>(SegmentCall valid)
            && valid.treatment().flags().isEmpty();
    JsonNode mended = call.get("properties");
    Statistics.collect(accepted);
    Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 3));
    assertThat(new PlanSchema(plan.schema()).check("properties", mended).isEmpty())
        .as("%s %s %s", plan.event(), mended, read)
        .isEqualTo(accepted);
  }

  @Test
  void everyEventThatCountsIsInThePlan() {
    assertThat(BuiltIns.byKey())
        .containsKeys(
            EventNames.key(CommerceEvents.ORDER_COMPLETED),
            EventNames.key(CommerceEvents.PRODUCTS_SEARCHED),
            "$page");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Products Searched",
        "Product List Viewed",
        "Product List Filtered",
        "Promotion Viewed",
        "Promotion Clicked",
        "Product Clicked",
        "Product Viewed",
        "Product Added",
        "Product Removed",
        "Cart Viewed",
        "Checkout Started",
        "Checkout Step Viewed",
        "Checkout Step Completed",
        "Payment Info Entered",
        "Order Completed",
        "Order Updated",
        "Order Refunded",
        "Order Cancelled",
        "Coupon Entered",
        "Coupon Applied",
        "Coupon Denied",
        "Coupon Removed",
        "Product Added to Wishlist",
        "Product Removed from Wishlist",
        "Wishlist Product Added to Cart",
        "Product Shared",
        "Cart Shared",
        "Product Reviewed"
      })
  void everyEventOfTheSpecIsInThePlanAndLeavesInItsSpelling(String event) {
    PlanVersion plan = BuiltIns.byKey().get(EventNames.key(event));
    assertThat(plan.event()).isEqualTo(event);
    ObjectNode call = json("{'userId':'u','properties':{'total':1,'sku':'p'}}");
    call.put("event", event.toLowerCase(Locale.ROOT).replace(' ', '_'));
    Checked<SegmentCall> read =
        CallReader.read(
            CallType.TRACK, call, CallReader.Envelope.live(Instant.parse("2026-03-01T12:00:00Z")));
    assertThat(((Checked.Valid<SegmentCall>) read).value().name()).isEqualTo(event);
  }

  @Test
  void whomSomethingWasSharedWithIsPersonal() {
    for (String event : List.of("Product Shared", "Cart Shared")) {
      PlanVersion plan = BuiltIns.byKey().get(EventNames.key(event));
      assertThat(new PlanSchema(plan.schema()).marks().personal())
          .containsExactlyInAnyOrder(
              new FieldPath(List.of("share_message")), new FieldPath(List.of("recipient")));
    }
  }

  private static ObjectNode fields(Random random) {
    ObjectNode fields = EventJson.mapper().createObjectNode();
    for (String field : FIELDS) {
      if (random.nextInt(3) == 0) {
        String likely =
            switch (field) {
              case "currency" -> "'EUR'";
              case "product_id", "sku", "order_id", "name" -> "'p'";
              default -> "3";
            };
        String value = random.nextInt(4) > 0 ? likely : VALUES.get(random.nextInt(VALUES.size()));
        if (!(field.equals("currency") && value.equals("'x'"))) {
          fields.set(field, json("{'v':%s}".formatted(value)).get("v"));
        }
      }
    }
    return fields;
  }
}
