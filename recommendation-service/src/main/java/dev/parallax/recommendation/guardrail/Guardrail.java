package dev.parallax.recommendation.guardrail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.contracts.Phrase;

/** What must not become worse beyond chance. */
public enum Guardrail {
  CLICK_THROUGH("click-through", "点击率"),
  CONVERSION("conversion", "转化率"),
  EMPTY_ANSWERS("empty answers", "空结果占比"),
  FAILED_ANSWERS("failed answers", "失败占比"),
  /** Of interleaved lists that one of both arms won. */
  PREFERENCE("preference", "胜出占比");

  private final Phrase name;

  Guardrail(String en, String zh) {
    this.name = new Phrase(en, zh);
  }

  Phrase inWords() {
    return name;
  }

  @JsonValue
  public String wireName() {
    return name.en();
  }

  @JsonCreator
  static Guardrail of(String wireName) {
    for (Guardrail one : values()) {
      if (one.wireName().equals(wireName)) {
        return one;
      }
    }
    throw new IllegalArgumentException("guardrail must be a known one, not " + wireName);
  }
}
