/** A small made-up shop for the component tests, and what follows from it, computed plainly. */
package dev.parallax.experience.world;
