package dev.parallax.learning.table;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the values of a column are. */
public enum Kind {
  @JsonProperty("number")
  NUMBER,
  @JsonProperty("category")
  CATEGORY
}
