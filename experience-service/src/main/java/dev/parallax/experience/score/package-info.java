/** How customers score what they got. Plain Java. */
package dev.parallax.experience.score;
