/** Who shops: five hidden kinds of customers, and the people of each. */
package dev.parallax.local.shop.people;
