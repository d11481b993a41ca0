package dev.parallax.fraud.feature;

import java.nio.ByteBuffer;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final ByteBuffer buffer;

  StateReader(byte[] bytes) {
    this.buffer = ByteBuffer.wrap(bytes);
  }

  /**
   * @throws IllegalStateException when the state was written by a version this one does not know:
   *     going on with an empty state would approve what it should not
   */
  StateReader(byte[] bytes, int version) {
    this(bytes);
    version(version, version);
  }

  /**
   * The version the state was written by.
   *
   * @throws IllegalStateException as above
   */
  int version(int oldest, int newest) {
    int found = buffer.get();
    if (found < oldest || found > newest) {
      throw new IllegalStateException(
          "state has version " + found + ", expected " + oldest + " to " + newest);
    }
    return found;
  }

  int getByte() {
    return buffer.get();
  }

  long getLong() {
    return buffer.getLong();
  }

  double getDouble() {
    return buffer.getDouble();
  }

  int getVarint() {
    int value = 0;
    int shift = 0;
    int part;
    do {
      part = buffer.get();
      value |= (part & 0x7f) << shift;
      shift += 7;
    } while ((part & 0x80) != 0);
    return value;
  }
}
