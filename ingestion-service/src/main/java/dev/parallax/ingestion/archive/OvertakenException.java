package dev.parallax.ingestion.archive;

/** Another replica has recorded the same offsets: this one was thought dead and was not. */
final class OvertakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OvertakenException(String topic) {
    super("another replica went on with " + topic);
  }
}
