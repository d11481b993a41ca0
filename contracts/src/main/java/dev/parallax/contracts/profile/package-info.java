/** What may be known about a customer: traits that are not personal data, and consent. */
package dev.parallax.contracts.profile;
