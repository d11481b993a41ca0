/**
 * The HTTP interface of the whole suite as one OpenAPI document, made of what each service says.
 */
package dev.parallax.console.description;
