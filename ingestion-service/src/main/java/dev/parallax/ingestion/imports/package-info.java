/**
 * Files as jobs: taken in row by row, each accepted or rejected with its reason, taken up again
 * after a crash where the last checkpoint was. What rows mean is up to the {@link
 * dev.parallax.ingestion.imports.ImportMapping}s of other packages.
 */
package dev.parallax.ingestion.imports;
