/**
 * Fixtures of the services' tests: a real broker, a real database, tokens, the OpenAPI drift check.
 */
package dev.parallax.kit.testing;
