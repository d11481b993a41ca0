/** Learned segmentations in their stored form, and which one serves. */
package dev.parallax.segmentation.model;
