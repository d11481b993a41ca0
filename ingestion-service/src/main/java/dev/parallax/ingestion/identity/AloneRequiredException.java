package dev.parallax.ingestion.identity;

/** The words join more than single visitors: nobody else may change the graph meanwhile. */
class AloneRequiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AloneRequiredException() {
    super("joins more than visitors who sign in", null, false, false);
  }
}
