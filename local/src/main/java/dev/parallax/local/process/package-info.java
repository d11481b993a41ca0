/**
 * The life of operating-system processes: parents that die, ports that are taken, pids that are
 * old.
 */
package dev.parallax.local.process;
