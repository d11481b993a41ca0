/** Which customer is in which segment, since when and why; announced when it changes. */
package dev.parallax.segmentation.membership;
