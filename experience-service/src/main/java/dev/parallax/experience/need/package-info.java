/**
 * What a customer's attention is about: from items, category names, search words and complaints to
 * one need. Plain Java.
 */
package dev.parallax.experience.need;
