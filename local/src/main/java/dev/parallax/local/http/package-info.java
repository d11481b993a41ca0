/**
 * The running suite as a client from outside sees it: plain HTTP and JSON, through the front door.
 */
package dev.parallax.local.http;
