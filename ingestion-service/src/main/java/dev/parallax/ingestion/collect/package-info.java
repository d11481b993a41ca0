/**
 * The Segment HTTP API: calls in, pseudonymous events out. Reading and checking is in {@code call};
 * here it is decided what a call means for events, profiles, identity and the vault, and all of
 * that is done at once.
 */
package dev.parallax.ingestion.collect;
