package dev.parallax.kit.consume;

/**
 * The service stops while work waits; nothing was acknowledged, another replica or the next start
 * repeats it.
 */
class ServiceStoppingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceStoppingException(Throwable cause) {
    super("the service is stopping", cause);
  }
}
