/** What keeps jobs that fill the memory from doing so at the same time. */
package dev.parallax.recommendation.heavy;
