package dev.parallax.ingestion.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.validation.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mappings make of rows, and what is said of mappings that are none. */
class RowMapperTest {
  private static final String TILL =
      """
      format: {type: csv, delimiter: ";", encoding: windows-1252}
      target: track
      locale: de-DE
      zone: Europe/Berlin
      missing: [NULL, "-"]
      drop:
        rows: has(row.Art) && row.Art == 'Storno'
      tables:
        countries:
          csv: |
            Land,Code
            Deutschland,DE
            Österreich,AT
      fields:
        userId: Kunde
        event: {value: Order Completed}
        timestamp: {from: Zeit, date: {pattern: ["dd.MM.yyyy HH:mm", "dd.MM.yyyy"]}}
        properties.order_id: {from: [Beleg, Rechnung]}
        properties.total: {from: Summe, money: {currencyTo: properties.currency}}
        properties.tags: {from: Marken, split: {by: "|"}}
        properties.city: {from: Ort, split: {by: "/", part: 1}}
        properties.shop: {from: Ort, split: {by: "/", part: 2}}
        properties.country: {from: Land, lookup: {table: countries, otherwise: ZZ}}
        properties.gift: {from: Geschenk, cast: boolean, default: false}
        _pieces: {from: Stück, cast: integer}
        properties.each: {derive: "double(out.properties.total) / double(out._pieces)", round: 2}
        properties.channel: {derive: "row.Ort.startsWith('Web') ? 'web' : 'store'"}
      """;

  @Test
  void aRowOfAGermanTillBecomesAnOrder() throws MappingException {
    assertThat(
            become(
                TILL,
                """
                {"Kunde":" K-1 ","Zeit":"31.12.2025 23:30","Beleg":"","Rechnung":"R7","Summe":"1.234,56 €",
                 "Marken":"neu| alt |","Ort":"Köln/Dom","Land":"Österreich","Geschenk":"-","Stück":"4","Art":"Kauf"}
                """))
        .isEqualTo(
            json(
                """
                {"userId":"K-1","event":"Order Completed","timestamp":"2025-12-31T22:30:00Z",
                 "properties":{"order_id":"R7","currency":"EUR","total":1234.56,"tags":["neu","alt"],"city":"Köln",
                 "shop":"Dom","country":"AT","gift":false,"each":308.64,"channel":"store"},"type":"track"}
                """));
    assertThat(map(TILL, "{\"Art\":\"Storno\"}")).isInstanceOf(RowMapper.Dropped.class);
  }

  @Test
  void everyMistakeOfARowIsToldWithItsFieldAndWithoutItsValue() throws MappingException {
    RowMapper.Outcome outcome =
        map(
            TILL,
            """
            {"Kunde":"K","Zeit":"2025-31-12","Beleg":"1","Summe":"12.34,5 Taler","Land":"Mars","Geschenk":"wohl",
             "Stück":"1,5","Ort":"x"}
            """);
    List<Mistake> mistakes = ((RowMapper.Refused) outcome).mistakes();
    assertThat(mistakes)
        .extracting(Mistake::field)
        .containsExactly(
            "timestamp", "properties.total", "properties.gift", "_pieces", "properties.each");
    assertThat(mistakes.toString())
        .contains("dd.MM.yyyy HH:mm or dd.MM.yyyy", "as in de-DE", "whole number");
    assertThat(mistakes.toString()).doesNotContain("Taler", "wohl", "2025-31");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "de-DE~1.234,56 €~1234.56~EUR",
        "de-DE~-3,5~-3.5~EUR",
        "en-US~$1,234.5~1234.5~USD",
        "en-US~(1,234.50)~-1234.50~USD",
        "en-US~EUR 12~12~EUR",
        "fr-FR~1 234 567,8 €~1234567.8~EUR",
        "de-CH~CHF 1’234.50~1234.50~CHF",
        "de-CH~1'234.50~1234.50~CHF",
        "en-IN~₹12,34,567.89~1234567.89~INR",
        "ja-JP~￥1,200~1200~JPY",
        "zh-CN~¥88.80~88.80~CNY",
        "en-GB~£.99~0.99~GBP",
        "de-DE~12,00-~-12.00~EUR",
      })
  void moneyIsReadAsTheCountryWritesIt(String locale, String text, String amount, String currency)
      throws MappingException {
    String mapping =
        "format: {type: csv}\ntarget: transactions\nlocale: %s\nfields:\n  amount: {from: a, money: {currencyTo: currency}}"
            .formatted(locale);
    ObjectNode out =
        become(mapping, EventJson.mapper().createObjectNode().put("a", text).toString());
    assertThat(out.path("amount").decimalValue()).isEqualByComparingTo(amount);
    assertThat(out.path("currency").asText()).isEqualTo(currency);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "en-US~1,23",
        "de-DE~1.23",
        "en-US~1 2 3",
        "de-DE~1,2,3",
        "en-US~$",
        "en-US~1.2.3",
        "de-DE~12 Taler",
        "en-US~1,23,456"
      })
  void whatAnotherCountryWroteIsNotReadAsSomethingElse(String locale, String text)
      throws MappingException {
    String mapping =
        "format: {type: csv}\ntarget: transactions\nlocale: %s\nfields:\n  amount: {from: a, money: true}"
            .formatted(locale);
    assertThat(map(mapping, EventJson.mapper().createObjectNode().put("a", text).toString()))
        .isInstanceOf(RowMapper.Refused.class);
  }

  @Test
  void columnsThatNoFieldNamesAreKeptWhereTheMappingSaysSo() throws MappingException {
    String mapping =
        """
        format: {type: jsonl}
        target: identify
        others: keep
        drop: {columns: [secret]}
        fields:
          userId: who.id
          traits.list: {derive: "row.items.map(i, {'sku': i.s, 'n': i.n * 2})"}
        """;
    assertThat(
            become(
                mapping,
                "{\"who\":{\"id\":\"u\"},\"plan\":\"gold\",\"secret\":\"x\",\"n\":1.5,\"items\":[{\"s\":\"A\",\"n\":2}]}"))
        .isEqualTo(
            json(
                """
                {"traits":{"who":{"id":"u"},"plan":"gold","n":1.5,"items":[{"s":"A","n":2}],
                 "list":[{"sku":"A","n":4}]},"userId":"u","type":"identify"}
                """));
  }

  @Test
  void aMappingThatIsNoneIsToldAllOfItsMistakesWithTheirPaths() {
    String mapping =
        """
        format: {type: xml, delimiter: "ab", encoding: klingon}
        target: orders
        locale: "?"
        drop: {rows: "row.a +"}
        tables: {t: {values: {a: 1}}}
        field: {}
        fields:
          a: {from: x, value: 1}
          b: {from: x, cast: decimal, colour: red}
          c: {from: x, date: "dd.QQQQQQQQ"}
          d: {from: x, lookup: {table: u}}
          e: {from: x, money: {currency: DM}}
          f: {from: x, split: {by: ",", part: 0}}
        """;
    assertThatThrownBy(() -> MappingReader.read(mapping))
        .isInstanceOfSatisfying(
            MappingException.class,
            e ->
                assertThat(e.mistakes())
                    .extracting(MappingMistake::path)
                    .containsExactlyInAnyOrder(
                        "format.type",
                        "format.delimiter",
                        "format.encoding",
                        "target",
                        "locale",
                        "drop.rows",
                        "field",
                        "fields.a",
                        "fields.b.cast",
                        "fields.b.colour",
                        "fields.c.date",
                        "fields.d.lookup.table",
                        "fields.e.money.currency",
                        "fields.f.split.part"));
    assertThatThrownBy(() -> MappingReader.read("a: [1\nb"))
        .hasMessageContaining("must be YAML; the mistake is in line");
    assertThatThrownBy(() -> MappingReader.read("- a")).hasMessageContaining("named settings");
  }

  @Test
  void typesOfColumnsAreWhatAllOfTheirValuesCanBe() {
    assertThat(ColumnTypes.of(List.of("1", "22"))).hasToString(type("integer", null, null));
    assertThat(ColumnTypes.of(List.of("01", "22"))).hasToString(type("string", null, null));
    assertThat(ColumnTypes.of(List.of("1.5", "2"))).hasToString(type("number", null, null));
    assertThat(ColumnTypes.of(List.of("1.234,5", "2"))).hasToString(type("number", null, "de-DE"));
    assertThat(ColumnTypes.of(List.of("1.234,50 €", "2,00 €")))
        .hasToString(type("money", null, "de-DE"));
    assertThat(ColumnTypes.of(List.of("31.12.2025", "01.02.2025")))
        .hasToString(type("time", "dd.MM.yyyy", null));
    assertThat(ColumnTypes.of(List.of("12/31/2025 10:00")))
        .hasToString(type("time", "MM/dd/yyyy HH:mm", null));
    assertThat(ColumnTypes.of(List.of("2025-12-31T10:00:00Z", "2025-12-31")))
        .hasToString(type("time", "iso", null));
    assertThat(ColumnTypes.of(List.of("true", "no"))).hasToString(type("string", null, null));
  }

  private static String type(String name, String pattern, String locale) {
    return new Column.Type(name, pattern, locale).toString();
  }

  private static RowMapper.Outcome map(String mapping, String row) throws MappingException {
    return new RowMapper(MappingReader.read(mapping)).map(json(row));
  }

  private static ObjectNode become(String mapping, String row) throws MappingException {
    RowMapper.Outcome outcome = map(mapping, row);
    assertThat(outcome).isInstanceOf(RowMapper.Mapped.class);
    return json(((RowMapper.Mapped) outcome).input().toString());
  }

  private static ObjectNode json(String text) {
    return EventJson.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), ObjectNode.class);
  }
}
