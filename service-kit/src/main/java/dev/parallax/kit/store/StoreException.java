package dev.parallax.kit.store;

import java.sql.SQLException;

/** The database refused or is away; {@link Outage} tells which. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
