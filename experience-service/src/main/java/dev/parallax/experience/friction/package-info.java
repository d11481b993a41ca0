/**
 * What stands in people's way: rage clicks, dead clicks, abandoned forms, errors, searches in vain
 * and slow pages, by page, as the browser tracker tells of them.
 *
 * <p>Everything is a share of the visits that the tracker saw come to the page. What other senders
 * tell of pages is left out: they see no frictions, and a rate of theirs would be too low.
 */
package dev.parallax.experience.friction;
