package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.SharedData;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The public set as a data set: stock codes of five digits, one order per invoice. */
final class OnlineRetail {
  private record Line(String item, int quantity, long second, String customer) {}

  private OnlineRetail() {}

  static DatasetBuilder read() throws IOException {
    Map<String, List<Line>> invoices = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.require("online-retail.csv.gz"))),
                StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        String[] f =
            row.indexOf('"') < 0
                ? row.split(",", -1)
                : row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
        if (f[1].matches("\\d{5}.*")) {
          invoices
              .computeIfAbsent(f[0], key -> new ArrayList<>())
              .add(new Line(f[1], Math.abs(Integer.parseInt(f[3])), second(f[4]), f[6]));
        }
      }
    }
    DatasetBuilder builder = new DatasetBuilder();
    invoices.forEach((invoice, lines) -> add(builder, invoice, lines));
    return builder;
  }

  private static void add(DatasetBuilder builder, String invoice, List<Line> lines) {
    String customer = lines.getFirst().customer();
    Long number = customer.isBlank() ? null : (long) Double.parseDouble(customer);
    if (invoice.startsWith("C")) {
      lines.forEach(l -> builder.refund(number, l.item(), l.quantity(), l.second()));
    } else {
      builder.order(
          number,
          lines.stream().map(Line::item).toArray(String[]::new),
          lines.stream().map(Line::quantity).toArray(Integer[]::new),
          lines.getFirst().second(),
          true);
    }
  }

  private static long second(String time) {
    return LocalDateTime.parse(time.trim().replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
  }
}
