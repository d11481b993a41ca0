/**
 * Visits and how far they went. Plain Java: what comes late or in any order gives the same visits
 * as sorting first.
 */
package dev.parallax.experience.session;
