/** What sensors measure, by the hour. */
package dev.parallax.experience.reading;
