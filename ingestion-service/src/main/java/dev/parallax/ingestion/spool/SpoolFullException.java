package dev.parallax.ingestion.spool;

import dev.parallax.kit.log.LogUnavailableException;

/** The broker is away and no more may wait for it. */
public class SpoolFullException extends LogUnavailableException {
  private static final long serialVersionUID = 1L;

  SpoolFullException(long largest) {
    super("the broker is away and the spool has its " + largest + " bytes", null);
  }
}
