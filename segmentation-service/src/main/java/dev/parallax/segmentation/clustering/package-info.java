/** K-means and the measures of its quality, on plain arrays. Knows nothing of customers. */
package dev.parallax.segmentation.clustering;
