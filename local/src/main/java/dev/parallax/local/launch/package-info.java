/** Starts a packaged service in a JVM that ends with its parent. */
package dev.parallax.local.launch;
