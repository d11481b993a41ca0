/** What may be known of a customer: traits that are not personal data, and answers on consent. */
package dev.parallax.ingestion.profile;
