package dev.parallax.ingestion.request;

/** As much of requests is in memory as may be; answered by 503 with Retry-After. */
class NoRoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Without a stack: it is thrown when there is much to do, and says nothing of where. */
  NoRoomException() {
    super("too much is under way", null, false, false);
  }
}
