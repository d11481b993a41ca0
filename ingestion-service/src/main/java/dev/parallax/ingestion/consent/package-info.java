/**
 * What people are asked, what they answered and what shows that they did. Which answer stands is
 * part of the customer's profile, and announced with it.
 */
package dev.parallax.ingestion.consent;
