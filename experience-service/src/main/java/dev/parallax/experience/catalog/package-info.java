/** What the shop offers. */
package dev.parallax.experience.catalog;
