package dev.parallax.recommendation.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.evaluation.MovieLensLike;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionFileTest {
  private static final String THREE =
      "196\t242\t3\t881250949\n186\t302\t3\t891717742\n196\t302\t4\t1\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        THREE,
        "196::242::3::881250949\r\n186::302::3::891717742\r\n196::302::4::1\r\n",
        "userId,movieId,rating,timestamp\n196,242,3.0,881250949\n186,302,3,891717742\n196,302,4,1",
        "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
            + "196\t242\t3\t881250949\n186\t302\t3\t891717742.0\n196\t302\t4\t1\n",
        "\"timestamp\";\"rating\";\"item\";\"note\";\"user\"\n881250949;3;242;;196\n"
            + "891717742;3;302;\"a;b\";186\n\n1;4;302;x;196\n",
        "user,item,rating,date\n196,242,3,1997-12-04T15:55:49Z\n"
            + "186,302,3,1998-04-04 19:22:22\n196,302,4,1970-01-01T01:00:01+01:00\n"
      })
  void everyUsualFormIsTheSameTable(String text) throws Exception {
    InteractionTable table = read(file(text));
    assertThat(table.rated()).isTrue();
    assertThat(table.timed()).isTrue();
    assertThat(rows(table)).containsExactly("0 0 3.0 881250949", "1 1 3.0 891717742", "0 1 4.0 1");
  }

  @Test
  void twoColumnsAreImplicitAndAThirdIsWhatItLooksLike() throws Exception {
    InteractionTable visits = read(file("a|regwiz\nb|Support Desktop\n"));
    assertThat(visits.rated()).isFalse();
    assertThat(visits.timed()).isFalse();
    assertThat(visits.value(1)).isEqualTo(1);
    assertThat(read(file("a,x,881250949\n")).timed()).isTrue();
    assertThat(read(file("a,x,4.5\n")).rated()).isTrue();
  }

  @Test
  void gzipIsUnpackedAndABrokenOneSaysSo() throws Exception {
    Path gzip = folder.resolve("g");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(THREE.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(gzip).size()).isEqualTo(3);
    byte[] whole = Files.readAllBytes(gzip);
    Path cut = folder.resolve("cut");
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 12));
    assertThat(mistakes(cut).getFirst()).contains("broken");
  }

  @Test
  void mistakesNameLineAndFieldAndNoId() throws Exception {
    List<String> mistakes =
        mistakes(
            file("user,item,rating,timestamp\nalice,1,3,5\nalice,,x,5\n,2,3,yesterday\nbob,1\n"));
    assertThat(mistakes)
        .containsExactly(
            "line 3, rating: must be a number",
            "line 4, timestamp: must be seconds, milliseconds or microseconds since 1970, or a date"
                + " and time of ISO 8601 or as 12/31/2010 8:26, within 4,000 years of 1970");
    assertThat(mistakes.toString()).doesNotContain("alice");
  }

  @Test
  void rowsThatLackSomethingArePassedOverAndCountedUpToAHalf() throws Exception {
    InteractionFile.Rows rows =
        Uploads.count(
            file(
                "InvoiceNo,StockCode,InvoiceDate,CustomerID\n"
                    + "1,a,2010-12-01 08:26:00,17850\n2,b,2010-12-01 08:27:00,\n"
                    + "3,,2010-12-01 08:28:00,17850\n4,c,2010-12-01 08:29:00,17851\n5,c\n"
                    + "6,c,2010-12-01 08:29:00,17852\n"),
            Uploads.TERMS);
    assertThat(rows).isEqualTo(new InteractionFile.Rows(3, 3, true, List.of()));
    assertThat(mistakes(file("user,item\n1,2\n,3\n,4\n")).getFirst())
        .startsWith("of 3 rows 2 have no user, no item, no rating or no timestamp: more than half");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "874724710",
        "874724710000",
        "874724710000000",
        "874724710000000000",
        "1997-09-20T03:05:10Z"
      })
  void secondsToNanosecondsAreTheSame(String time) throws Exception {
    assertThat(read(file("user,item,timestamp\n1,2," + time + "\n")).second(0))
        .isEqualTo(874_724_710);
  }

  @Test
  void aDateOfEightDigitsIsADateAndOneOfTheYear9999AMistake() throws Exception {
    assertThat(read(file("user,item,date\n1,2,19970920\n1,3,19970921\n")).second(1))
        .isEqualTo(874_800_000);
    assertThat(read(file("user,item,date\n1,2,1\n1,3,19970921\n")).second(1)).isEqualTo(19_970_921);
    assertThat(mistakes(file("user,item,date\n1,2,9999-12-31\n")).getFirst())
        .contains("line 2, timestamp", "within 4,000 years");
  }

  @Test
  void theFieldsOfASemicolonFileMayHaveCommas() throws Exception {
    InteractionTable table = read(file("1;2;3,5\n1;3;4\n"));
    assertThat(table.users()).isEqualTo(1);
    assertThat(table.value(0)).isEqualTo(3.5f);
  }

  @Test
  void aHeaderOfOtherNamesIsNoInteraction() throws Exception {
    assertThat(mistakes(file("kunde,ware\nc17,s4\n")).getFirst())
        .contains("line 1 of the file looks like a header", "customer", "sku", "user=NAME");
    assertThat(mistakes(file("kunde,ware,anzahl\n17,4,2\n")).getFirst())
        .contains("looks like a header");
    assertThat(read(file("client,sku\n17,4\n")).size()).isEqualTo(1);
    assertThat(read(file("User-ID;ISBN;Book-Rating\n17;4;5\n")).rated()).isTrue();
  }

  @Test
  void whatIsNoSuchFileSaysWhatWouldBeOne() throws Exception {
    assertThat(mistakes(file("")).getFirst()).contains("empty");
    assertThat(mistakes(file("\n\n")).getFirst()).contains("no interactions");
    assertThat(mistakes(file("user,item\n")).getFirst()).contains("no interactions");
    assertThat(mistakes(file("hello\n")).getFirst()).startsWith("line 1: must have user and item");
    assertThat(mistakes(file("user,rating\n1,2\n")).getFirst())
        .isEqualTo(
            "must say which column is the item, such as item=NAME: line 1 of the file has user,"
                + " rating");
    assertThat(mistakes(file("a".repeat(70_000))).getFirst()).contains("no longer than");
    assertThat(mistakes(file("1,2,NaN\n")).getFirst()).contains("rating: must be a number");
    StringBuilder many = new StringBuilder("user,item,rating\n");
    for (int i = 0; i < 1_000; i++) {
      many.append("1,2,x\n");
    }
    assertThat(mistakes(file(many.toString()))).hasSize(20);
  }

  @Test
  void moreThanIsAllowedIsRefused() throws Exception {
    assertThat(Uploads.refused(file(THREE), terms(2, 1_000)).getMessage())
        .contains("no more than 2 interactions");
  }

  @Test
  void rowsThatArePassedOverAndBlankLinesAreBoundedToo() throws Exception {
    Path lacking = file("user,item\n1,2\n1,3\n" + ",4\n".repeat(4) + "1,5\n".repeat(9));
    assertThat(Uploads.refused(lacking, terms(3, 1_000)).getMessage())
        .contains("of 6 rows 4 have no user");
    Path blank = file("user,item\n1,2\n" + "\n".repeat(2_000));
    assertThat(Uploads.refused(blank, terms(3, 1_000)).getMessage())
        .contains("no more than 1,000 bytes when it is unpacked")
        .contains("parallax.evaluations.largest-unpacked");
    Path exact = file("user,item\n1,2\n");
    assertThat(Uploads.read(exact, terms(3, Files.size(exact))).size()).isEqualTo(1);
  }

  private static InteractionFile.Terms terms(long interactions, long bytes) {
    return new InteractionFile.Terms(Columns.UNSAID, true, interactions, bytes);
  }

  @Test
  void blocksKeepEveryRowInItsOrder() throws Exception {
    List<MovieLensLike.Rating> ratings = MovieLensLike.ratings(3_000, 400, 40, 1);
    InteractionTable table = read(file(MovieLensLike.ratingsDat(ratings)));
    assertThat(table.size()).isEqualTo(120_000);
    assertThat(table.users()).isEqualTo(3_000);
    for (int r = 0; r < table.size(); r += 997) {
      assertThat(table.value(r)).isEqualTo(ratings.get(r).stars());
      assertThat(table.second(r)).isEqualTo(ratings.get(r).second());
    }
  }

  private InteractionTable read(Path file) throws Exception {
    return Uploads.read(file, Uploads.TERMS);
  }

  private static List<String> mistakes(Path file) {
    return Uploads.refused(file, Uploads.TERMS).mistakes();
  }

  private static List<String> rows(InteractionTable table) {
    List<String> rows = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      rows.add(table.user(r) + " " + table.item(r) + " " + table.value(r) + " " + table.second(r));
    }
    return rows;
  }

  private Path file(String text) throws IOException {
    return Uploads.file(folder, text);
  }
}
