package dev.parallax.learning.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTablesTest {
  private static final Limits LIMITS = new Limits(1000, 1000, 100_000);

  @Test
  void columnsAreNumbersOrCategoriesAndEmptyFieldsAreMissing() throws Exception {
    Table table = read("age,city,member\n25,Berlin,TRUE\n,NA,false\n40.5,\"Ulm, old\",?\n");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(((NumberColumn) table.columns().get(0)).values())
        .containsExactly(25, Double.NaN, 40.5);
    CategoryColumn city = (CategoryColumn) table.columns().get(1);
    assertThat(city.text(0)).isEqualTo("Berlin");
    assertThat(city.isMissing(1)).isTrue();
    assertThat(city.text(2)).isEqualTo("Ulm, old");
    assertThat(((CategoryColumn) table.columns().get(2)).text(0)).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void otherSeparatorsAByteOrderMarkAndGzipAreRead(String separator) throws Exception {
    String text = "\uFEFFa,b\r\n1,x\r\n2,y\r\n".replace(",", separator);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Table table = read(packed.toByteArray(), Set.of());
    assertThat(table.column("a").orElseThrow().kind()).isEqualTo(Kind.NUMBER);
    assertThat(table.column("b").orElseThrow().kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void aTextInAColumnOfNumbersIsToldWithItsRow() throws Exception {
    String text = "age,y\n1,0\n2,1\nthree,0\n4,1\n";
    TableException refused = refused(text.getBytes(StandardCharsets.UTF_8), Set.of());
    assertThat(refused.mistakes()).hasSize(1);
    assertThat(refused.mistakes().getFirst().field()).isEqualTo("age");
    assertThat(refused.mistakes().getFirst().message())
        .startsWith("must be a number, and is a text in row 3")
        .doesNotContain("three");
    Table table = read(text.getBytes(StandardCharsets.UTF_8), Set.of("age"));
    assertThat(table.columns().getFirst().kind()).isEqualTo(Kind.CATEGORY);
  }

  @Test
  void whatIsNoTableIsRefusedInPlainWords() throws Exception {
    expect("", "must have a header line");
    expect("a,b\n", "must have rows after its header");
    expect("a,a\n1,2\n", "must not name two columns alike; see column 2");
    expect("a,\n1,2\n", "must name its columns in the first line");
    expect("25,50000,0\n45,80000,1\n", "which has nothing but numbers");
    expect("a,b\n1,2\n3,4\n1e39,6\n", "is a text in row 3 (2 numbers, 1 texts or above 3.4e38)");
    expect("a,b\n1,2\n1\n", "row 2 has 1");
    expect("a,b\n1,2\n1,2,3\n", "row 2 has 3");
    expect("a,b\n\"1,2\n", "row 1 has 1"); // The quotation mark takes all that follows.
    String wide =
        IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    expect(wide + "\n" + wide + "\n", "must have at most 1000 columns, not 100000");
    String rows = "a\n" + "1\n".repeat(1001);
    expect(rows, "must have at most 1000 rows");
    assertThat(refused("ä,b\n1,2\n".getBytes(Charset.forName("ISO-8859-1")), Set.of()))
        .hasMessageContaining("must be text in UTF-8");
    assertThat(refused("a\n1\n".getBytes(StandardCharsets.UTF_8), Set.of("b")))
        .hasMessageContaining("must be a column of the file");
  }

  @Test
  void aBrokenGzipFileIsRefusedInPlainWords() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (int row = 0; row < 900; row++) {
        out.write((row + ",b" + row * 31 % 997 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    for (int length : new int[] {2, 8, 1_000, packed.size() - 1}) {
      assertThat(refused(Arrays.copyOf(packed.toByteArray(), length), Set.of()))
          .as("of %d bytes", length)
          .hasMessageContaining("must be a whole gzip file");
    }
  }

  @Test
  void whatIsIgnoredIsNeitherCheckedNorCounted() throws Exception {
    String row = "1,text," + "x,".repeat(1_200) + "5\n";
    String header =
        "n,id,"
            + IntStream.range(0, 1_200).mapToObj(i -> "i" + i + ",").collect(Collectors.joining());
    byte[] file =
        (header + "y\n2,3,".concat("x,".repeat(1_200)) + "4\n" + row + row.replace("text", "7"))
            .getBytes(StandardCharsets.UTF_8);
    Set<String> ignored =
        Stream.concat(Stream.of("id"), IntStream.range(0, 1_200).mapToObj(i -> "i" + i))
            .collect(Collectors.toSet());
    Table table = CsvTables.read(() -> new ByteArrayInputStream(file), LIMITS, Set.of(), ignored);
    assertThat(table.columns()).extracting(Column::name).containsExactly("n", "y");
  }

  @Test
  void commasAreDecimalPointsWhereSemicolonsSeparate() throws Exception {
    Table table = read("age;income;place\n25;50000,50;1,5 km\n30;-1,25;\n41;7.5;2,5 km\n");
    assertThat(((NumberColumn) table.columns().get(1)).values())
        .containsExactly(50000.5, -1.25, 7.5);
    assertThat(table.columns().get(2).kind()).isEqualTo(Kind.CATEGORY);
    assertThat(read("a,b\n\"1,5\",2\n\"2,5\",3\n").columns().getFirst().kind())
        .isEqualTo(Kind.CATEGORY);
  }

  @Test
  void datesAreDaysAndAFirstColumnWithoutANameIsPassedOver() throws Exception {
    Table table =
        read(",day,when\n0,1970-01-02,2010-12-01 06:00:00\n1,2024-02-29,2010-12-01T18:00Z\n");
    assertThat(table.columns()).extracting(Column::name).containsExactly("day", "when");
    assertThat(((NumberColumn) table.columns().get(0)).values()).containsExactly(1, 19_782);
    assertThat(((NumberColumn) table.columns().get(1)).values())
        .containsExactly(14_944.25, 14_944.75);
    assertThat(read("day\n2024-02-30\n2024-13-01\n").columns().getFirst().kind())
        .isEqualTo(Kind.CATEGORY);
  }

  @Test
  void textsAreHandedOutAsTheyAre() throws Exception {
    byte[] file = "id,x\nNA,1\n TRUE,2\n007,3\n".getBytes(StandardCharsets.UTF_8);
    List<String> texts = new ArrayList<>();
    CsvTables.texts(
        () -> new ByteArrayInputStream(file), LIMITS, "id", (text, row) -> texts.add(row + text));
    assertThat(texts).containsExactly("1NA", "2 TRUE", "3007");
  }

  @Test
  void rowsAreReadByASchemaAndNameWhatIsWrongWithThem() throws Exception {
    Schema schema = Schema.of(read("age,city\n1,x\n2,y\n"));
    Table table =
        schema.table(List.of(Map.of("age", 25, "city", "x"), Map.of("city", 7)), Set.of(), "");
    assertThat(((NumberColumn) table.columns().get(0)).values()).containsExactly(25, Double.NaN);
    assertThat(((CategoryColumn) table.columns().get(1)).text(1)).isEqualTo("7");
    TableException refused =
        catchThrowableOfType(
            TableException.class,
            () ->
                schema.table(
                    List.of(Map.of("age", "old"), Map.of("agee", 3)), Set.of(), "rows[%d]."));
    assertThat(refused.mistakes())
        .extracting(TableException.Mistake::field)
        .containsExactlyInAnyOrder("rows[0].age", "rows[1].agee");
  }

  @Test
  void aFileIsReadByASchemaWhateverElseItHas() throws Exception {
    Schema schema = Schema.of(read("age,city\n1,x\n2,y\n"));
    byte[] file = "id,city,age\n=cmd(),x,5\nb,,6\n".getBytes(StandardCharsets.UTF_8);
    Table table = CsvTables.read(() -> new ByteArrayInputStream(file), LIMITS, schema);
    assertThat(table.columns()).extracting(Column::name).containsExactly("age", "city");
    byte[] without = "id,city\n1,x\n".getBytes(StandardCharsets.UTF_8);
    TableException refused =
        catchThrowableOfType(
            TableException.class,
            () -> CsvTables.read(() -> new ByteArrayInputStream(without), LIMITS, schema));
    assertThat(refused.mistakes().getFirst().field()).isEqualTo("age");
  }

  private static void expect(String text, String message) {
    assertThat(refused(text.getBytes(StandardCharsets.UTF_8), Set.of()))
        .hasMessageContaining(message);
  }

  private static TableException refused(byte[] bytes, Set<String> categories) {
    return catchThrowableOfType(TableException.class, () -> read(bytes, categories));
  }

  private static Table read(String text) throws IOException, TableException {
    return read(text.getBytes(StandardCharsets.UTF_8), Set.of());
  }

  private static Table read(byte[] bytes, Set<String> categories)
      throws IOException, TableException {
    return CsvTables.read(() -> new ByteArrayInputStream(bytes), LIMITS, categories, Set.of());
  }
}
