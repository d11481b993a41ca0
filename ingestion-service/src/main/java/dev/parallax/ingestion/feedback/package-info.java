/** Ratings, survey answers, comments and complaints. */
package dev.parallax.ingestion.feedback;
