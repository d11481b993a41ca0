/**
 * The collector: takes in what customers do, say and pay, checks it, takes personal data out of it
 * and puts it on the log. Everything a service downstream knows of a customer went through here.
 */
package dev.parallax.ingestion;
