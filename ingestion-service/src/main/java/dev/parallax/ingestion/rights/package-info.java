/** What people may ask of those who keep data about them: to have it handed over, and erased. */
package dev.parallax.ingestion.rights;
