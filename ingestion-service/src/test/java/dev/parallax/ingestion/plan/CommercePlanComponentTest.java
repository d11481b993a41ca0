package dev.parallax.ingestion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Own versions of e-commerce events that no other test sends. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class CommercePlanComponentTest {
  private final Planning planning = new Planning();

  @Test
  void ofAnECommerceEventOnlyWhatIsNeededToCountRefusesWhatThePlanWouldLetIn() {
    String odd = "{'product_id':'P1','name':7,'value':-1,'price':%s}";
    planning
        .track("Product Added to Wishlist", "w0", odd.formatted(2))
        .statusCode(400)
        .body("errors.field", equalTo(List.of("properties.value", "properties.name")));
    Planning.put("Product Added to Wishlist", "flag", "{'type':'object'}").statusCode(201);
    planning.track("Product Added to Wishlist", "w1", odd.formatted(2)).statusCode(200);
    assertThat(planning.onLog("w1").at("/context/violations").toString())
        .isEqualTo(
            "[{\"field\":\"properties.value\",\"code\":\"negative-number\"},"
                + "{\"field\":\"properties.name\",\"code\":\"wrong-type\"}]");
    Planning.put("Product Added to Wishlist", "accept", "{'type':'object'}").statusCode(201);
    planning.track("Product Added to Wishlist", "w2", odd.formatted(2)).statusCode(200);
    assertThat(planning.onLog("w2").at("/context").has("violations")).isFalse();
    planning
        .track("Product Added to Wishlist", "w3", odd.formatted(-2))
        .statusCode(400)
        .body("errors.field", hasItem("properties.price"));
    planning
        .track("Order Cancelled", "w4", "{'products':[{'price':-1}]}")
        .statusCode(400)
        .body("errors.size()", equalTo(2));
    Planning.put("Order Cancelled", "accept", "{'type':'object'}").statusCode(201);
    planning.track("Order Cancelled", "w5", "{'products':[{'price':-1}]}").statusCode(200);
    planning.onLog("w5");
  }
}
