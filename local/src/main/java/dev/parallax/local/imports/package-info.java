/** A file's way into the suite, from the command line to what was found in it. */
package dev.parallax.local.imports;
