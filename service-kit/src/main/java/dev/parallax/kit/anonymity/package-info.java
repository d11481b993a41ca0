/** What has to be left out of an aggregate so that no group in it is too small. */
package dev.parallax.kit.anonymity;
