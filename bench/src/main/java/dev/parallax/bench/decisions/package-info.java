/** How long a till waits for a decision. */
package dev.parallax.bench.decisions;
