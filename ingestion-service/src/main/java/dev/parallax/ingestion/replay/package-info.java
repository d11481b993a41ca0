/** The past once more, out of the archive, for one service alone. */
package dev.parallax.ingestion.replay;
