/** How far visits go. */
package dev.parallax.experience.funnel;
