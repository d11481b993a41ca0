package dev.parallax.ingestion.request;

import dev.parallax.kit.problem.Problems;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** What the request has taken of the {@link Capacity}, until it is answered. */
@RequestScoped
class Room {
  private final Capacity capacity;
  private final LimitsConfig limits;
  private final Clock clock;
  private String source;
  private long taken;

  Room(Capacity capacity, LimitsConfig limits, Clock clock) {
    this.capacity = capacity;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * The body, to be read only as fast as there is room, and only so long.
   *
   * @param largest so much of it is kept; what is read beyond is thrown away and needs no room
   * @throws NoRoomException here or while it is read
   * @throws RuntimeException while it is read, a 408 problem when it does not come in time
   */
  InputStream bounded(String sender, InputStream body, long largest) {
    if (source == null) {
      capacity.enter(sender);
      source = sender;
    }
    return new Bounded(body, largest, clock.instant().plus(limits.bodyTime()));
  }

  /** Room for what a body became when it was unzipped, or is read. */
  void take(int bytes) {
    capacity.take(source, bytes);
    taken += bytes;
  }

  @PreDestroy
  void leave() {
    if (source != null) {
      capacity.giveBack(source, taken);
      capacity.leave(source);
    }
  }

  private final class Bounded extends InputStream {
    private final InputStream body;
    private final Instant deadline;
    private long unpaid;

    Bounded(InputStream body, long largest, Instant deadline) {
      this.body = body;
      this.unpaid = largest + 1;
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (clock.instant().isAfter(deadline)) {
        throw Problems.tooSlow("body", "must come within " + limits.bodyTime().toSeconds() + " s");
      }
      int read = body.read(into, offset, length);
      int paid = (int) Math.min(Math.max(read, 0), unpaid);
      if (paid > 0) {
        take(paid);
        unpaid -= paid;
      }
      return read;
    }
  }
}
