package dev.parallax.experience.customer;

/**
 * The one a pseudonym belongs to.
 *
 * @param id the key facts are kept by
 */
public record Customer(long id) {}
