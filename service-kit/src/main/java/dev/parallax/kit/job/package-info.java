/**
 * Long work: training, imports. Kept in the database, run by one replica, followed by progress,
 * resumed after a crash.
 */
package dev.parallax.kit.job;
