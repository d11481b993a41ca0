package dev.parallax.fraud.feature;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes state compactly: a card of a busy customer takes about one kilobyte. */
final class StateWriter {
  private ByteBuffer buffer = ByteBuffer.allocate(512);

  StateWriter putByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  StateWriter putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  StateWriter putDouble(double value) {
    room(Double.BYTES).putDouble(value);
    return this;
  }

  /** Seven bits a byte, as protobuf does; small numbers take one byte. */
  StateWriter putVarint(int value) {
    room(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      buffer.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      ByteBuffer larger = ByteBuffer.allocate(buffer.capacity() * 2 + bytes);
      larger.put(buffer.flip());
      buffer = larger;
    }
    return buffer;
  }
}
