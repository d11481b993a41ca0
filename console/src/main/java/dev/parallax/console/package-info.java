/**
 * The web pages, and the one front door.
 *
 * <p>Browsers and machines talk to this one address; what is below {@code /v1} goes to the service
 * it belongs to. The console keeps nothing: no session, no database, no copy of an answer.
 */
package dev.parallax.console;
