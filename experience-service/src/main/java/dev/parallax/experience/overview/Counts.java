package dev.parallax.experience.overview;

/**
 * What is stored, and how much was taken in since the beginning; nothing here depends on consent.
 *
 * @param events customer events applied, repeats not counted
 * @param customers who did or said anything; merged ones are one
 * @param customersCounted those of them who may be in a number
 */
record Counts(
    long events,
    long customers,
    long customersCounted,
    long sessions,
    long orders,
    long refunds,
    long feedback,
    long catalogItems,
    long catalogItemsOffered,
    long exposures,
    long readings,
    long merges,
    long profiles,
    long memberships) {}
