/** Who was erased, so that nothing older of them is taken in again. */
package dev.parallax.kit.erasure;
