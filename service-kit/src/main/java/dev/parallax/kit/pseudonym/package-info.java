/** Pseudonyms: the only names of people, cards and devices outside ingestion's vault. */
package dev.parallax.kit.pseudonym;
