package dev.parallax.kit.job;

/**
 * What the job needs is away, and may come back: it is tried again, from its checkpoint, until
 * then.
 */
public class JobWaitsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what it waits for, for the caller
   */
  public JobWaitsException(String message, Throwable cause) {
    super(message, cause);
  }
}
