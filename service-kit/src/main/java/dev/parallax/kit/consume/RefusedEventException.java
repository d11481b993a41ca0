package dev.parallax.kit.consume;

/**
 * An event that can be read but must not be applied; thrown while it is applied, it goes to the
 * dead-letter topic with the reason.
 */
public class RefusedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason names the field and what would be right, and holds no payload
   */
  public RefusedEventException(String reason) {
    super(reason);
  }
}
