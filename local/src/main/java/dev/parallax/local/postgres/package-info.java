/** A real PostgreSQL server from its Maven artifacts, and the databases and roles in it. */
package dev.parallax.local.postgres;
