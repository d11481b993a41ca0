package dev.parallax.ingestion.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;

/**
 * Whom a file names, as a split-block Bloom filter (Putze, Sanders, Singler: Cache-, Hash- and
 * Space-Efficient Bloom Filters, 2007), which tells by 32 bytes of it that a file cannot name
 * somebody. Parquet's own filters were rejected: they lie in the file, and in a bucket each file
 * would have to be asked.
 *
 * <p>Collects hashes, each at least once, and makes the filter when their number is known. One
 * thread's.
 */
final class PeopleFilter {
  /** Files that are opened for nothing; about 10 bits a person. */
  private static final double FALSE_POSITIVES = 0.01;

  private static final BlockSplitBloomFilter HASH =
      new BlockSplitBloomFilter(BlockSplitBloomFilter.LOWER_BOUND_BYTES);

  private long[] hashes = new long[64];
  private int size;

  void add(String person) {
    if (size == hashes.length) {
      dropRepeats();
      if (size > hashes.length / 2) {
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
      }
    }
    hashes[size++] = hash(person);
  }

  void add(ArchivedEvent event) {
    ArchivedPeople.of(event, this::add);
  }

  byte[] toBytes() {
    dropRepeats();
    int bits = BlockSplitBloomFilter.optimalNumOfBits(Math.max(1, size), FALSE_POSITIVES);
    BlockSplitBloomFilter filter = new BlockSplitBloomFilter(bits / Byte.SIZE);
    for (int i = 0; i < size; i++) {
      filter.insertHash(hashes[i]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(filter.getBitsetSize());
    try {
      filter.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Memory does not fail.
    }
    return bytes.toByteArray();
  }

  private void dropRepeats() {
    Arrays.sort(hashes, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept == 0 || hashes[i] != hashes[kept - 1]) {
        hashes[kept++] = hashes[i];
      }
    }
    size = kept;
  }

  static long hash(String person) {
    return HASH.hash(Binary.fromString(person));
  }

  /**
   * @param filter all of it, or the block that the upper half of the hash chooses
   */
  static boolean mayHave(byte[] filter, long hash) {
    return new BlockSplitBloomFilter(filter).findHash(hash);
  }
}
