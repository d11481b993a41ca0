/**
 * The whole suite from outside: started as a user starts it, spoken to through its front door, its
 * processes killed from time to time.
 */
package dev.parallax.acceptance;
