/** What customers write: praise, blame and what they miss, in English and Chinese. */
package dev.parallax.local.shop.words;
