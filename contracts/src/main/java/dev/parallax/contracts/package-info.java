/** What crosses the borders between services. */
package dev.parallax.contracts;
