package dev.parallax.kit.job;

/** The job cannot succeed as asked; the message is for the caller and names what would be right. */
public class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
