/** Numbers to hold against what was sent. */
package dev.parallax.fraud.count;
