/** The numbers at a glance, and how much was taken in. */
package dev.parallax.experience.overview;
