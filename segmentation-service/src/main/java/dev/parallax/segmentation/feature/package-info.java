/** What is measured of a customer. Plain Java: no database, no log, no framework. */
package dev.parallax.segmentation.feature;
