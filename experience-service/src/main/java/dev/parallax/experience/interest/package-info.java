/** What customers did about what: counters by customer and subject. */
package dev.parallax.experience.interest;
