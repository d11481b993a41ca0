/**
 * What every service of the suite needs once: errors, roles, pseudonyms, inbox, outbox, jobs,
 * models.
 */
package dev.parallax.kit;
