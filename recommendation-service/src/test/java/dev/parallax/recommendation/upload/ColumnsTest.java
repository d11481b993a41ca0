package dev.parallax.recommendation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @TempDir Path folder;

  /** Two people, one item of both, one of the second alone, rated 5, 3 and 4. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "item,user,rating,timestamp|B01,A1,5,10;B01,A2,3,20;B02,A2,4,30",
        "item, user ,rating,time|asin,user,stars,at;B01,A1,5,10;B01,A2,3,20;B02,A2,4,30",
        "-,item,user,rating,-,timestamp|x,B01,A1,5,y,10;x,B01,A2,3,y,20;x,B02,A2,4,y,30",
        "item,user,rating,timestamp|ware,kunde,sterne,zeit;B01,A1,5,10;B01,A2,3,20;B02,A2,4,30",
        "user=kunde,item=ware,rating=sterne,timestamp=zeit"
            + "|ware,kunde,sterne,zeit;B01,A1,5,10;B01,A2,3,20;B02,A2,4,30",
        "user=用户,item=商品|用户,商品,rating,timestamp;A1,B01,5,10;A2,B01,3,20;A2,B02,4,30",
        "user=userId|sessionId,userId,itemId,rating,time;1,A1,B01,5,10;2,A2,B01,3,20;3,A2,B02,4,30",
        "user=KUNDE|kunde:token,item_id:token,rating:float,timestamp:float"
            + ";A1,B01,5,10;A2,B01,3,20;A2,B02,4,30",
      })
  void whatIsSaidOfTheColumnsGoesBeforeWhatTheyLookLike(String columns, String lines)
      throws Exception {
    InteractionTable table = read(columns, lines);
    assertThat(table.users()).isEqualTo(2);
    assertThat(table.items()).isEqualTo(2);
    assertThat(table.size()).isEqualTo(3);
    assertThat(table.user(2)).isEqualTo(1);
    assertThat(table.item(1)).isZero();
    assertThat(table.value(1)).isEqualTo(3);
    assertThat(table.second(2)).isEqualTo(30);
  }

  @Test
  void aRoleThatNoColumnHasIsPassedOver() throws Exception {
    InteractionTable table =
        read("timestamp=-,rating=-", "user,item,rating,timestamp;A1,B01,many,yesterday");
    assertThat(table.timed()).isFalse();
    assertThat(table.rated()).isFalse();
    assertThat(read("user,item,-", "A1,B01,soon").timed()).isFalse();
  }

  @Test
  void whatWasAssumedOfAFileWithoutHeaderIsNoted() throws Exception {
    assertThat(Uploads.count(file("1,2,3,4,5"), Uploads.TERMS).notes())
        .containsExactly(
            "the file has no header, so that its columns were taken for"
                + " user,item,rating,timestamp,-: say otherwise by columns");
    assertThat(Uploads.count(file("1,2"), Uploads.terms("user,item", true)).notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Two of one role, names that are not known, and a time where the item should be.
        "|sessionId,userId,itemId;1,2,3|which column is the user, such as user=sessionId: it could be"
            + " each of sessionId, userId",
        "|customer_unique_id,product_id;1,2|which column is the user, such as user=NAME: line 1 of the"
            + " file has customer_unique_id, product_id",
        "|kunde,ware,sterne;a,b,4|such as user=NAME,item=NAME",
        "|7,2014-04-07T10:51:09.277Z,214536502,0|such as user,timestamp,item",
        // What is said does not go with the file, whose ids are not repeated.
        "user=kunde|user,item;1,2|line 1, which has no kunde: it has user, item",
        "user=kunde|alice,milk;1,2|line 1, which has no kunde",
        "timestamp=-|alice,milk,3;1,2,3|line 1 of the file has no name that is known",
        "user,item,rating|1,2|more than line 1 of the file has, which are 2",
      })
  void whatCannotBeToldIsAskedFor(String columns, String lines, String asked) throws Exception {
    UnreadableFileException refused = Uploads.refused(file(lines), Uploads.terms(columns, true));
    assertThat(refused.field()).isEqualTo("columns");
    assertThat(refused.mistakes().getFirst()).startsWith("must ").contains(asked);
    assertThat(refused.getMessage()).doesNotContain("alice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user,price|columns must be what each column holds",
        "user,item,user|columns must have user once",
        "user,rating|columns must have item",
        "user=a,item|columns must be what each column holds",
        "user=|columns must be what each column holds",
        "price=a|columns must be what each column holds",
        "user=a,user=b|columns must have user once",
        "user=a,item=a|columns must name each column once",
        "user=-|columns must have user",
        "user,\titem|columns must be a line"
      })
  void whatCannotBeMeantIsNamed(String columns, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Columns.of(columns))
        .withMessageStartingWith(message);
  }

  private InteractionTable read(String columns, String lines) throws Exception {
    return Uploads.read(file(lines), Uploads.terms(columns, true));
  }

  private Path file(String lines) throws Exception {
    return Uploads.file(folder, lines.replace(';', '\n'));
  }
}
