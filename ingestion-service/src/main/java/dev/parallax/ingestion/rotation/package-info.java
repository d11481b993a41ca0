/** From pseudonyms of older secrets to those of the present one. */
package dev.parallax.ingestion.rotation;
