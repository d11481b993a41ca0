package dev.parallax.ingestion.spool;

/**
 * What all replicas know of the spool.
 *
 * @param open whether events go to it; only then it has any
 * @param events that wait
 * @param bytes they take, compressed
 * @param oldestSeconds for how long the first of them has waited, 0 when there is none
 */
public record SpoolState(boolean open, long events, long bytes, double oldestSeconds) {
  static final SpoolState CLOSED = new SpoolState(false, 0, 0, 0);
}
