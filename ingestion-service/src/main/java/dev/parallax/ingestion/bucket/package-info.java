/** Object storage by the S3 API: one way in for imports and the archive. */
package dev.parallax.ingestion.bucket;
