package dev.parallax.ingestion.body;

import dev.parallax.ingestion.validation.Mistake;

/** A body that is not read: too large, or not what it says it is. */
public final class BodyRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Mistake mistake;
  private final transient byte[] payload;
  private final transient byte[] head;
  private final long size;

  /**
   * @param payload the whole of it, null when it is too large to be kept
   * @param head how it begins, as far as it was read
   * @param size bytes that were sent, as far as they were read
   */
  BodyRefusedException(Mistake mistake, byte[] payload, byte[] head, long size) {
    super(mistake.field() + " " + mistake.message());
    this.mistake = mistake;
    this.payload = payload;
    this.head = head;
    this.size = size;
  }

  public Mistake mistake() {
    return mistake;
  }

  public byte[] payload() {
    return payload;
  }

  public byte[] head() {
    return head;
  }

  public long size() {
    return size;
  }
}
