/** Learning a segmentation: the request, the job, the card. */
package dev.parallax.segmentation.training;
