package dev.parallax.experience.world;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A test that sends events to a service that knows nothing yet. */
public abstract class Sending {
  protected Sender sender;

  /** The first record waits until the readers have joined their groups. */
  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
  }

  @BeforeEach
  void clear() {
    Store.clear();
    sender = new Sender();
  }

  @AfterEach
  void close() {
    sender.close();
  }
}
