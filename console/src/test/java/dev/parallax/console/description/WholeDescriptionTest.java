package dev.parallax.console.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeDescriptionTest {
  private static final JsonObject TEXT = new JsonObject().put("type", "string");
  private static final JsonObject NUMBER = new JsonObject().put("type", "number");

  private final WholeDescription whole = new WholeDescription();

  @Test
  void pathsOfAllAreThereWithTheirServiceAsTag() {
    whole.add("fraud", document("/v1/decisions", "Decision", TEXT));
    whole.add("experience", document("/v1/gaps", "Gap", TEXT));
    JsonObject paths = whole.document(List.of()).getJsonObject("paths");
    assertThat(paths.fieldNames()).containsExactly("/v1/decisions", "/v1/gaps");
    assertThat(paths.getJsonObject("/v1/gaps").getJsonObject("get").getJsonArray("tags"))
        .isEqualTo(new JsonArray().add("experience"));
  }

  @Test
  void whatSeveralHaveInCommonIsThereOnce() {
    whole.add("fraud", document("/v1/decisions", "Reason", TEXT));
    whole.add("experience", document("/v1/gaps", "Reason", TEXT));
    assertThat(schemas().fieldNames()).containsExactly("Reason");
    assertThat(schemaOf("/v1/gaps")).isEqualTo("#/components/schemas/Reason");
  }

  @Test
  void whatDiffersGetsTheNameOfItsService() {
    whole.add("fraud", document("/v1/decisions", "Page", TEXT));
    whole.add("experience", document("/v1/gaps", "Page", NUMBER));
    assertThat(schemas().getJsonObject("Page")).isEqualTo(TEXT);
    assertThat(schemas().getJsonObject("ExperiencePage")).isEqualTo(NUMBER);
    assertThat(schemaOf("/v1/decisions")).isEqualTo("#/components/schemas/Page");
    assertThat(schemaOf("/v1/gaps")).isEqualTo("#/components/schemas/ExperiencePage");
  }

  /** List is the same text in both and yet a list of something else. */
  @Test
  void whatRefersToSomethingElseIsSomethingElse() {
    JsonObject list = new JsonObject().put("type", "array").put("items", reference("Item"));
    for (JsonObject item : List.of(TEXT, NUMBER)) {
      String service = item == TEXT ? "fraud" : "experience";
      JsonObject document = document("/v1/" + service, "List", list);
      document.getJsonObject("components").getJsonObject("schemas").put("Item", item);
      whole.add(service, document);
    }
    assertThat(schemaOf("/v1/experience")).isEqualTo("#/components/schemas/ExperienceList");
    assertThat(schemas().getJsonObject("ExperienceList").getJsonObject("items"))
        .isEqualTo(reference("ExperienceItem"));
    assertThat(schemas().getJsonObject("List").getJsonObject("items")).isEqualTo(reference("Item"));
  }

  @Test
  void whoIsMissingIsNamed() {
    assertThat(whole.document(List.of("fraud")).getJsonArray("x-unavailable"))
        .isEqualTo(new JsonArray().add("fraud"));
    assertThat(whole.document(List.of()).containsKey("x-unavailable")).isFalse();
  }

  private JsonObject schemas() {
    return whole.document(List.of()).getJsonObject("components").getJsonObject("schemas");
  }

  private String schemaOf(String path) {
    return whole
        .document(List.of())
        .getJsonObject("paths")
        .getJsonObject(path)
        .getJsonObject("get")
        .getJsonObject("schema")
        .getString("$ref");
  }

  private static JsonObject document(String path, String name, JsonObject schema) {
    return new JsonObject()
        .put(
            "paths",
            new JsonObject()
                .put(
                    path,
                    new JsonObject().put("get", new JsonObject().put("schema", reference(name)))))
        .put(
            "components",
            new JsonObject().put("schemas", new JsonObject().put(name, schema.copy())));
  }

  private static JsonObject reference(String name) {
    return new JsonObject().put("$ref", "#/components/schemas/" + name);
  }
}
