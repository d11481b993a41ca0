/**
 * Errors as RFC 9457 problem details, the same shape from every service. The types are listed in
 * docs/problems.md.
 */
package dev.parallax.kit.problem;
