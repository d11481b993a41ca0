/** Recommendation algorithms measured on a file, with one command. */
package dev.parallax.local.evaluate;
