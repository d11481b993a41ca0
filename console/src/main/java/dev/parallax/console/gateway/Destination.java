package dev.parallax.console.gateway;

import dev.parallax.console.upstream.Service;

/** Where a path leads. */
sealed interface Destination {
  /** To a service. */
  record To(Service service) implements Destination {}

  /** To the console itself. */
  record Here() implements Destination {}

  /** Nowhere, and what of the path is to blame for it and why. */
  record Nowhere(String field, String message) implements Destination {}
}
