/** How much was taken in. */
package dev.parallax.experience.intake;
