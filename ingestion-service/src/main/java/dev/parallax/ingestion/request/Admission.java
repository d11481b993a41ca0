package dev.parallax.ingestion.request;

import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.source.Scope;
import dev.parallax.ingestion.source.SourceGate;
import dev.parallax.ingestion.source.Throttle;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;

/** Whether a request may come in: by what its source may send, how much, and the room there is. */
@ApplicationScoped
class Admission {
  /** What a request costs whatever is in it, and before it is known what. */
  private static final int ENTRY = 1;

  private final HttpServerRequest http;
  private final SourceGate gate;
  private final Throttle throttle;
  private final Room room;

  Admission(HttpServerRequest http, SourceGate gate, Throttle throttle, Room room) {
    this.http = http;
    this.gate = gate;
    this.throttle = throttle;
    this.room = room;
  }

  /**
   * @param kind what the request is to be: track, batch, transaction, …
   * @return the body, to be read within the room there is
   * @throws RuntimeException a 403, 429 or 503 problem
   */
  InputStream admit(String source, String kind, InputStream body, int largest) {
    gate.admit(source, Scope.ofKind(kind), http.getHeader("Origin"));
    InputStream bounded = room.bounded(source, body, largest);
    throttle.take(source, ENTRY);
    return bounded;
  }

  /**
   * The body of somebody of whom it is not known yet whether they may send; to be admitted once it
   * was read.
   *
   * @throws RuntimeException a 503 problem
   */
  InputStream keyless(InputStream body, int largest) {
    return room.bounded(Capacity.KEYLESS, body, largest);
  }

  /**
   * Whose body has been read already.
   *
   * @throws RuntimeException a 401, 403 or 429 problem
   */
  void admit(String source, String kind) {
    gate.admit(source, Scope.ofKind(kind), http.getHeader("Origin"));
    throttle.take(source, ENTRY);
  }

  Authority authority(String source) {
    return gate.authority(source, http);
  }

  void reserve(long bytes) {
    if (bytes > 0) {
      room.take(Math.toIntExact(bytes));
    }
  }

  void unzipped(String encoding, int bytes) {
    if (encoding != null && !encoding.isBlank()) {
      room.take(bytes);
    }
  }

  /**
   * @throws RuntimeException a 429 problem; nothing is then paid, not even for the entry
   */
  void pay(String source, int events) {
    if (events > ENTRY) {
      throttle.giveBack(source, ENTRY);
      throttle.take(source, events);
    }
  }
}
