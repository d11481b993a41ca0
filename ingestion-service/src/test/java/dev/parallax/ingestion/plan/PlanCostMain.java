package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.call.CallReader;
import dev.parallax.ingestion.call.CallType;
import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.validation.Checked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What holding an event to the plan costs, beside parsing and reading it: prints the mean of the
 * best of ten rounds. Run by hand, see docs/performance.md.
 */
final class PlanCostMain {
  private static final int ROUNDS = 10;
  private static final int EVENTS = 100_000;
  private static final CallReader.Envelope ENVELOPE =
      CallReader.Envelope.live(Instant.parse("2026-03-01T12:00:00Z"));

  private PlanCostMain() {}

  public static void main(String[] arguments) {
    measure(
        "10 fields",
        "{'userId':'u','event':'Signed Up','messageId':'m','properties':{'plan':'gold','seats':3,'price':12.5,'currency':'EUR',"
            + "'trial':true,'via':'web','at':'2026-03-01T12:00:00Z','coupon':'C1','steps':4,'team':'blue'}}",
        "{'type':'object','required':['plan','seats'],'additionalProperties':false,'properties':{'plan':{'enum':['free','gold']},"
            + "'seats':{'type':'integer','minimum':1},'price':{'type':'number','minimum':0},'currency':{'type':'string','pattern':'^[A-Z]{3}$'},"
            + "'trial':{'type':'boolean'},'via':{'type':'string','maxLength':20},'at':{'type':'string','format':'date-time'},"
            + "'coupon':{'type':'string'},'steps':{'type':'integer'},'team':{'type':'string'}}}");
    String line = "{'product_id':'p','name':'Mug','category':'kitchen','price':2.5,'quantity':2}";
    measure(
        "5 lines",
        "{'userId':'u','event':'Order Completed','messageId':'m','properties':{'order_id':'o','total':25,'currency':'EUR','products':["
            + String.join(",", java.util.Collections.nCopies(5, line))
            + "]}}",
        BuiltIns.byKey().get("ordercompleted").schema().toString());
  }

  private static void measure(String what, String event, String schema) {
    byte[] body = event.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    PlanSchema plan = new PlanSchema(CompatibilityTest.json(schema));
    double read = best(body, null);
    double checked = best(body, plan);
    System.out.printf(
        "%s: read %.2f us, read and checked %.2f us, ratio %.2f%n",
        what, read, checked, checked / read);
  }

  private static double best(byte[] body, PlanSchema plan) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      for (int i = 0; i < EVENTS; i++) {
        JsonNode node = ((Checked.Valid<JsonNode>) JsonTrees.parse(body)).value();
        SegmentCall call =
            ((Checked.Valid<SegmentCall>) CallReader.read(CallType.TRACK, node, ENVELOPE)).value();
        if (plan != null && !plan.check("properties", call.properties()).isEmpty()) {
          throw new IllegalStateException("the event must be right");
        }
      }
      best = Math.min(best, (System.nanoTime() - begin) / 1_000.0 / EVENTS);
    }
    return best;
  }
}
