package dev.parallax.ingestion.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleFilterTest {
  private static final int BLOCK = 32;

  @Test
  void whoIsInAFileIsFoundByOneBlockOfItsFilterAndAlmostNobodyElse() {
    PeopleFilter filter = new PeopleFilter();
    for (int repeat = 0; repeat < 3; repeat++) {
      IntStream.range(0, 10_000).forEach(i -> filter.add("c_" + i));
    }
    byte[] bytes = filter.toBytes();

    assertThat(bytes).as("two bytes a person").hasSizeLessThanOrEqualTo(20_000);
    assertThat(IntStream.range(0, 10_000).filter(i -> found(bytes, "c_" + i)).count())
        .isEqualTo(10_000);
    assertThat(IntStream.range(0, 10_000).filter(i -> found(bytes, "a_" + i)).count())
        .isLessThan(200);
  }

  @Test
  void aFileThatNamesNobodyHasAFilterToo() {
    byte[] bytes = new PeopleFilter().toBytes();
    assertThat(bytes).hasSize(BLOCK);
    assertThat(found(bytes, "c_1")).isFalse();
  }

  /** As the database cuts the block out. */
  private static boolean found(byte[] filter, String person) {
    long hash = PeopleFilter.hash(person);
    int block = (int) (((hash >>> 32) * (filter.length / BLOCK)) >>> 32) * BLOCK;
    boolean found = PeopleFilter.mayHave(Arrays.copyOfRange(filter, block, block + BLOCK), hash);
    assertThat(PeopleFilter.mayHave(filter, hash)).isEqualTo(found);
    return found;
  }
}
