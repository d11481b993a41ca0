package dev.parallax.local.shop.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;

/** Is the need that the shop overlooks the widest gap? */
final class GapCheck {

  private GapCheck() {}

  static Figure of(SuiteClient suite, DemoTruth truth) throws IOException {
    JsonNode gaps = suite.get("/v1/gaps?limit=1").path("items");
    String widest = gaps.path(0).path("category").asText("none");
    return new Figure(
        "overlooked need is the widest gap",
        widest.equals(truth.overlooked()) ? 1 : 0,
        1.0 / 12,
        1,
        "found %s, hidden was %s".formatted(widest, truth.overlooked()));
  }
}
