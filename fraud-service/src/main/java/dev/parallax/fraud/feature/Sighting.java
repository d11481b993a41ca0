package dev.parallax.fraud.feature;

/**
 * What a transaction or a label tells about its terminal or device, on its way to the task that
 * keeps that terminal or device.
 */
public sealed interface Sighting {
  byte PAYMENT = 1;
  byte LABEL = 2;
  byte DEVICE = 3;
  byte DEVICE_CARD_ERASED = 4;

  /** A payment at a terminal. */
  record TerminalPayment(int day, double amount) implements Sighting {}

  /** A payment at a terminal turned out to be fraud, or not. */
  record TerminalLabel(int day, long transaction, boolean fraud) implements Sighting {}

  /** A card was used on a device. */
  record DeviceUse(int day, long card) implements Sighting {}

  /** A card is forgotten, since its customer was erased. */
  record DeviceCardErased(long card) implements Sighting {}

  default byte[] toBytes() {
    StateWriter out = new StateWriter();
    switch (this) {
      case TerminalPayment p -> out.putByte(PAYMENT).putVarint(p.day()).putDouble(p.amount());
      case TerminalLabel l ->
          out.putByte(LABEL).putVarint(l.day()).putLong(l.transaction()).putByte(l.fraud() ? 1 : 0);
      case DeviceUse d -> out.putByte(DEVICE).putVarint(d.day()).putLong(d.card());
      case DeviceCardErased e -> out.putByte(DEVICE_CARD_ERASED).putLong(e.card());
    }
    return out.toBytes();
  }

  /**
   * @throws IllegalArgumentException for bytes of another version
   */
  static Sighting of(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    int kind = in.getByte();
    return switch (kind) {
      case PAYMENT -> new TerminalPayment(in.getVarint(), in.getDouble());
      case LABEL -> new TerminalLabel(in.getVarint(), in.getLong(), in.getByte() == 1);
      case DEVICE -> new DeviceUse(in.getVarint(), in.getLong());
      case DEVICE_CARD_ERASED -> new DeviceCardErased(in.getLong());
      default -> throw new IllegalArgumentException("no sighting of kind " + kind);
    };
  }
}
