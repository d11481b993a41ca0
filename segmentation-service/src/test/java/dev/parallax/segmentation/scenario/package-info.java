/** A running service on a real broker and a real database, and what is sent to it. */
package dev.parallax.segmentation.scenario;
