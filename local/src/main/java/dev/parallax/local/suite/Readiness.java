package dev.parallax.local.suite;

import java.net.URI;

/** How a process says that it can be used. */
sealed interface Readiness {

  /** It prints a line on standard output that begins with {@code prefix}. */
  record Line(String prefix) implements Readiness {}

  /** It answers 200 at an address. */
  record Http(URI address) implements Readiness {}
}
