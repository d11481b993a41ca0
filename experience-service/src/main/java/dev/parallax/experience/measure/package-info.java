/**
 * The gap between what a segment pays attention to and what it is served. Plain Java, with the
 * statistics that keep noise from winning.
 */
package dev.parallax.experience.measure;
