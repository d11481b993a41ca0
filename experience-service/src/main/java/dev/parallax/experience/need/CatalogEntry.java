package dev.parallax.experience.need;

/**
 * One item as the catalog has it.
 *
 * @param offered whether it is a product that can be bought now
 */
public record CatalogEntry(String itemId, String name, String category, boolean offered) {}
