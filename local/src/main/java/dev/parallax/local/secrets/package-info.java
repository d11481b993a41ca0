/**
 * Keys and passwords of a local suite: generated once, kept in one file that only its owner can
 * read.
 */
package dev.parallax.local.secrets;
