package dev.parallax.ingestion.consent;

import static dev.parallax.ingestion.Callers.shop;
import static dev.parallax.ingestion.Callers.staff;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;

/** A customer who answers, by calls and by what staff record. */
record Answering(String user, String cid) {
  /**
   * @param body with {@code %s} for the user id
   * @param gpc the browser's signal, null without
   */
  void call(String path, String body, String gpc) {
    RequestSpecification shop = shop();
    if (gpc != null) {
      shop.header("Sec-GPC", gpc);
    }
    shop.body(body.replace("%s", user)).post("/v1/" + path).then().statusCode(200);
  }

  void put(String body) {
    staff("privacy-officer")
        .contentType("application/json")
        .body(body)
        .put("/v1/customers/" + user + "/consent")
        .then()
        .statusCode(200)
        .body("cid", equalTo(cid));
  }

  JsonPath state() {
    return get("/v1/customers/" + user + "/consent");
  }

  static JsonPath get(String path) {
    return staff("privacy-officer").get(path).then().statusCode(200).extract().jsonPath();
  }
}
