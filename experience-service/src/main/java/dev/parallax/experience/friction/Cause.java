package dev.parallax.experience.friction;

/**
 * What it was that stood in the way.
 *
 * @param code as it stands in reasons
 * @param detail an element, a form, a message, words; empty where it is not told
 * @param part of the detail: the last field of a form, the place of an error; empty without
 */
record Cause(FrictionKind kind, String code, String detail, String part) {}
