/**
 * From a table of features to segments with names, and from a customer to a segment with reasons.
 * Plain Java.
 */
package dev.parallax.segmentation.segment;
