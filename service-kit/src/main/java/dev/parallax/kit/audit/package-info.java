/**
 * Who did what: an append-only log per service, its rows chained by hashes and sealed, so that
 * tampering with the database is found down to the row.
 */
package dev.parallax.kit.audit;
