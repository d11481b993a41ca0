package dev.parallax.experience.measure;

/**
 * What a segment did about a need, counted.
 *
 * @param searches all of them
 * @param emptySearches those that found nothing
 * @param customers who paid it any attention
 * @param shown how often recommendations showed an item of it
 * @param bought order lines with an item of it
 * @param buyers whose order lines they are
 */
public record Acts(
    long views,
    long searches,
    long emptySearches,
    long wishes,
    long complaints,
    long customers,
    long shown,
    long bought,
    long buyers) {}
