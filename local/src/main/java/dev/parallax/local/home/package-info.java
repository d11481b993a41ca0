/** Where the suite's files are on this machine. */
package dev.parallax.local.home;
