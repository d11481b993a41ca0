/**
 * What is known of customers: facts from the log, kept under their own identity, and read back as
 * features.
 */
package dev.parallax.segmentation.customer;
