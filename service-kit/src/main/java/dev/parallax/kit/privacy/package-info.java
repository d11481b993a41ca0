/**
 * What concerns people's own data: finding it in texts, erasing it, handing it over. A service that
 * holds any has one {@link dev.parallax.kit.privacy.PersonalStore}; the rest is done here.
 */
package dev.parallax.kit.privacy;
