/**
 * What pages in browsers need beside the Segment HTTP API: the paths their SDKs use, permission to
 * send from other origins, and a tracker of our own.
 */
package dev.parallax.ingestion.browser;
