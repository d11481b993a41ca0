package dev.parallax.bench.algorithms;

/**
 * What a JVM that learned tells.
 *
 * @param interactions it learned from
 * @param seconds from cold to a scorer; data made before does not count
 * @param hitRate share of people whose last item is among the ten best of those new to them
 * @param popularHitRate the same by popularity
 * @param microsPerAnswer to score all items for one history
 * @param heapMebibytes peak of the heap, garbage included
 * @param residentMebibytes peak of the process
 */
record Learned(
    int interactions,
    double seconds,
    double hitRate,
    double popularHitRate,
    double microsPerAnswer,
    long heapMebibytes,
    long residentMebibytes) {}
