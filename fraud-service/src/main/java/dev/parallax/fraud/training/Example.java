package dev.parallax.fraud.training;

import dev.parallax.contracts.transaction.TransactionRecorded;

/**
 * A stored transaction with the vector it was decided on and what became of it.
 *
 * @param vector as it was served
 */
record Example(TransactionRecorded transaction, double[] vector, boolean fraud) {}
