/** What people ask for about their own data, and what services answer. */
package dev.parallax.contracts.privacy;
