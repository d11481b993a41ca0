/**
 * A request's body and sender; what cannot be read goes to the quarantine before the answer says
 * so.
 */
package dev.parallax.ingestion.request;
