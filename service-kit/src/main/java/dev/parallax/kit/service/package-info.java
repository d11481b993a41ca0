/** Who this process is, and what time it is. */
package dev.parallax.kit.service;
