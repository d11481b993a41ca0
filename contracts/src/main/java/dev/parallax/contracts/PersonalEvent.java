package dev.parallax.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;

/** An event that is about customers: whoever erased one must not take it in again. */
public interface PersonalEvent extends ParallaxEvent {
  /** The pseudonyms of those it is about; empty where nobody is known. */
  @JsonIgnore
  List<String> customers();

  /**
   * When the suite came to know of it, which is what an erasure is compared with: what happened
   * before an erasure and was told of only afterwards is a stranger's.
   */
  @JsonIgnore
  Instant knownAt();
}
