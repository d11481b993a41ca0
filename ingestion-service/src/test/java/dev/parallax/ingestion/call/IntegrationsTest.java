package dev.parallax.ingestion.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | false",
        "{'integrations':null} | false",
        "{'integrations':{}} | false",
        "{'integrations':{'All':true}} | false",
        "{'integrations':{'All':false}} | true",
        "{'integrations':{'All':false,'Parallax':true}} | false",
        "{'integrations':{'All':false,'Parallax':{'option':1}}} | false",
        "{'integrations':{'All':false,'Segment.io':true}} | false",
        "{'integrations':{'All':false,'Mixpanel':true}} | true",
        "{'integrations':{'Parallax':false}} | true",
        "{'integrations':{'All':true,'Parallax':false,'Segment.io':true}} | true",
        "{'integrations':{'Mixpanel':false}} | false",
        "[] | false"
      })
  void aCallIsOursUnlessItsSenderSaysOtherwise(String call, boolean excluded)
      throws JsonProcessingException {
    assertThat(Integrations.excludeUs(json(call))).isEqualTo(excluded);
  }

  @Test
  void aCallInheritsWhatItsBatchSaysUnlessItSaysSomethingItself() throws JsonProcessingException {
    ObjectNode batch = (ObjectNode) json("{'integrations':{'All':false}}");
    JsonNode silent = json("{'type':'track'}");
    JsonNode speaking = json("{'integrations':{'All':true}}");
    Integrations.inherit(silent, batch);
    Integrations.inherit(speaking, batch);
    assertThat(Integrations.excludeUs(silent)).isTrue();
    assertThat(Integrations.excludeUs(speaking)).isFalse();
    JsonNode ofAnother = json("{'integrations':{'Mixpanel':true}}");
    Integrations.inherit(ofAnother, batch);
    assertThat(Integrations.excludeUs(ofAnother)).as("names are told one by one").isTrue();
    assertThat(batch).isEqualTo(json("{'integrations':{'All':false}}"));
  }

  @Test
  void namesAreKeptWithoutOptionsAndTheBatchsContextIsNotTouched() throws JsonProcessingException {
    ObjectNode context = (ObjectNode) json("{'locale':'de-DE'}");
    ObjectNode kept =
        Integrations.keep(context, (ObjectNode) json("{'All':false,'Parallax':{'email':'a@b.c'}}"));
    assertThat(kept)
        .isEqualTo(json("{'locale':'de-DE','integrations':{'All':false,'Parallax':true}}"));
    assertThat(context).isEqualTo(json("{'locale':'de-DE'}"));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new JsonMapper().readTree(text.replace('\'', '"'));
  }
}
