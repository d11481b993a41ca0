package dev.parallax.recommendation.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final long SECOND = Instant.parse("2019-10-01T08:26:00Z").getEpochSecond();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-10-01 08:26:00 UTC",
        "2019-10-01 08:26:00+00",
        "2019-10-01 08:26:00.250+0000",
        "2019-10-01 10:26:00 +0200",
        "2019-10-01T05:56:00-02:30",
        "2019-10-01 08:26:00 GMT",
        "2019-10-01 08:26",
        "2019-10-01 8:26:00",
        "2019/10/01 08:26:00",
        "2019-10-01T08:26:00z",
        "1.10.2019 08:26",
        "01.10.2019 08:26:00"
      })
  void timesAsDatabasesAndSheetsWriteThem(String time) throws Exception {
    assertThat(read(time).second(0)).isEqualTo(SECOND);
  }

  /** UCI's Online Retail begins on 12/1/2010, which says nothing by itself. */
  @ParameterizedTest
  @CsvSource({
    "12/1/2010 8:26,12/13/2010 9:00,2010-12-01T08:26:00Z",
    "12/1/2010 8:26,13/1/2010 9:00,2010-01-12T08:26:00Z",
    "12-01-2010 08:26,12-13-2010 09:00,2010-12-01T08:26:00Z",
    "12/1/2010 8:26 PM,12/13/2010 9:00 am,2010-12-01T20:26:00Z",
    "12/1/2010,31/1/2010,2010-01-12T00:00:00Z"
  })
  void dayAndMonthAreToldApartByAnyDateOfTheFile(String first, String telling, Instant meant)
      throws Exception {
    InteractionTable table = read(first, first, telling);
    assertThat(table.second(0)).isEqualTo(meant.getEpochSecond());
    assertThat(read(telling, first).second(1)).isEqualTo(meant.getEpochSecond());
  }

  @Test
  void aFileWhoseDatesSayNothingIsRefusedWhereTimesCountOnce() throws Exception {
    List<String> mistakes =
        Uploads.refused(file("12/1/2010", "11/2/2010"), Uploads.TERMS).mistakes();
    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.getFirst())
        .startsWith("line 2, timestamp: must be a date of which day and month can be told apart");
  }

  @Test
  void aDateThatGoesAgainstTheOthersIsAMistake() throws Exception {
    assertThat(
            Uploads.refused(file("12/13/2010", "13/12/2010", "2/30/2010"), Uploads.TERMS)
                .mistakes())
        .allMatch(mistake -> mistake.contains("month before day as in others of the file"))
        .hasSize(2);
    assertThat(Uploads.refused(file("2010-02-30 08:00"), Uploads.TERMS).mistakes()).hasSize(1);
  }

  /** As those who write "never" mean it: what is told by decay would know no other time. */
  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31", "12/31/9999"})
  void aTimeThousandsOfYearsAwayIsAMistakeHoweverItIsWritten(String never) throws Exception {
    assertThat(Uploads.refused(file(never), Uploads.TERMS).mistakes())
        .singleElement()
        .asString()
        .endsWith("within 4,000 years of 1970");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "12/1/2010", "9999-12-31"})
  void whereTimesDoNotCountThoseThatCannotBeReadArePassedOver(String time) throws Exception {
    InteractionFile.Terms random = Uploads.terms(null, false);
    InteractionFile.Rows rows = Uploads.count(file("5", time, "6", ""), random);
    assertThat(rows.taken()).isEqualTo(4);
    assertThat(rows.timed()).isFalse();
    assertThat(rows.notes()).hasSize(1);
    assertThat(rows.notes().getFirst())
        .startsWith(
            "the timestamps were passed over, since this split needs none: line 3, timestamp:");
    assertThat(Uploads.read(file("5", time), random).timed()).isFalse();
    assertThat(Uploads.read(file("5", "6"), random).timed()).isTrue();
  }

  private InteractionTable read(String... times) throws Exception {
    return Uploads.read(file(times), Uploads.TERMS);
  }

  private Path file(String... times) throws Exception {
    StringBuilder text = new StringBuilder("user;item;timestamp\n");
    for (int i = 0; i < times.length; i++) {
      text.append("1;").append(i).append(';').append(times[i]).append('\n');
    }
    return Uploads.file(folder, text.toString());
  }
}
