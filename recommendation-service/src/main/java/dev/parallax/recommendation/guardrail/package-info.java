/** Watches a newly promoted model against the former, and takes it back where it does worse. */
package dev.parallax.recommendation.guardrail;
