package dev.parallax.recommendation.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {
  private static final String THREE = "1\t2\t3\t4\n1\t3\t4\t5\n2\t2\t3\t4\n";

  @TempDir Path folder;

  /** As GroupLens and RecBole pack them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ml-100k/u.data",
        "ml-1m/ratings.dat",
        "ml-latest/ratings.csv",
        "ml-100k/ml-100k.inter"
      })
  void ofAZipTheInteractionsAreReadAsItWasDownloaded(String name) throws Exception {
    Path zip =
        Uploads.zip(
            folder, "a/README", "x", "a/u.item", "x", name, THREE, "a/users.dat", "x", "b/", "");
    assertThat(Uploads.read(zip, Uploads.TERMS).size()).isEqualTo(3);
  }

  @Test
  void theOnlyFileIsReadWhateverItsName() throws Exception {
    Path zip = Uploads.zip(folder, "__MACOSX/._mine.txt", "x", "mine.txt", THREE);
    assertThat(Uploads.read(zip, Uploads.TERMS).size()).isEqualTo(3);
  }

  @Test
  void ofSeveralThatCouldBeMeantItIsSaidWhatThereIs() throws Exception {
    assertThat(refused(Uploads.zip(folder, "one.csv", THREE, "two.csv", THREE)))
        .contains("it holds one.csv, two.csv")
        .doesNotContain("…");
    assertThat(refused(Uploads.zip(folder, "a/ratings.csv", THREE, "b/ratings.csv", THREE)))
        .contains("it holds a/ratings.csv, b/ratings.csv");
    assertThat(refused(Uploads.zip(folder, "a/", ""))).contains("it holds none");
    String[] many = new String[60];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "x".repeat(i) + i + ".csv";
      many[i + 1] = "";
    }
    assertThat(refused(Uploads.zip(folder, many))).endsWith(" …").hasSizeLessThan(1_500);
  }

  @Test
  void whatIsUnpackedOfAllFilesIsBounded() throws Exception {
    Path zip = Uploads.zip(folder, "ratings.csv", THREE, "zeros", "0".repeat(5_000));
    InteractionFile.Terms terms = new InteractionFile.Terms(Columns.UNSAID, true, 9, 1_000);
    assertThat(Uploads.refused(zip, terms).mistakes().getFirst())
        .contains("no more than 1,000 bytes when it is unpacked");
  }

  private static String refused(Path zip) {
    return Uploads.refused(zip, Uploads.TERMS).mistakes().getFirst();
  }
}
