/** How long a start takes, and what memory the suite holds. */
package dev.parallax.bench.startup;
