package dev.parallax.ingestion.browser;

/** From which origins pages may send. */
interface AllowedOrigins {
  /**
   * Whether pages of an origin may send to any source at all. Asked before it is known whose key
   * comes with the request, since a browser's preflight has none.
   *
   * @param origin as the header {@code Origin} has it
   */
  boolean allows(String origin);
}
