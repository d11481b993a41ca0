/** Training as a job: on request and by schedule. */
package dev.parallax.recommendation.training;
