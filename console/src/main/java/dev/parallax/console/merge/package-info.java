/**
 * The lists that several services keep a part of, as one: jobs, models and what was audited, newest
 * first.
 *
 * <p>Nothing is kept here between two pages: how far each service has been read is in the cursor.
 */
package dev.parallax.console.merge;
