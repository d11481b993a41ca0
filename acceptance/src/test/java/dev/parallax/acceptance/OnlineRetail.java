package dev.parallax.acceptance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * What the first rows of the UCI Online Retail file come to, counted here from the file and from
 * the words of the issue alone; it shares no code with the import.
 */
final class OnlineRetail {
  /** What is on an invoice. */
  private static final class Invoice {
    private final Set<String> products = new HashSet<>();
    private String customer = "";
    private BigDecimal value = BigDecimal.ZERO;
  }

  private final Map<String, Invoice> invoices = new LinkedHashMap<>();
  private final Set<String> customers = new HashSet<>();
  private final Set<String> items = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private long accepted;
  private long rejected;

  private OnlineRetail() {}

  /** So many rows, and the rest of the last invoice. */
  static OnlineRetail read(Path file, int rows) throws IOException {
    OnlineRetail counted = new OnlineRetail();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16);
        InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      Iterator<NamedCsvRecord> lines = csv.iterator();
      String last = null;
      while (lines.hasNext()) {
        NamedCsvRecord line = lines.next();
        String invoice = line.getField("InvoiceNo");
        if (counted.rows() >= rows && !invoice.equals(last)) {
          break;
        }
        last = invoice;
        counted.add(line);
      }
    }
    return counted;
  }

  private void add(NamedCsvRecord row) {
    String number = row.getField("InvoiceNo").strip();
    long quantity = Long.parseLong(row.getField("Quantity").strip());
    BigDecimal price = new BigDecimal(row.getField("UnitPrice").strip());
    boolean cancelled = number.startsWith("C");
    boolean sale = cancelled ? quantity < 0 : quantity > 0 && !number.startsWith("A");
    if (!sale || price.signum() <= 0) {
      rejected++;
      return;
    }
    accepted++;
    String code = row.getField("StockCode").strip().toUpperCase(Locale.ROOT);
    boolean service = isService(code);
    (service ? services : items).add(code);
    Invoice invoice = invoices.computeIfAbsent(number, n -> new Invoice());
    if (!service) {
      invoice.products.add(code);
    }
    invoice.value = invoice.value.add(price.multiply(BigDecimal.valueOf(Math.abs(quantity))));
    String customer = row.getField("CustomerID").strip();
    if (!customer.isEmpty()) {
      String id = new BigDecimal(customer).toBigInteger().toString();
      customers.add(id);
      invoice.customer = id;
    }
  }

  /** Postage, fees, vouchers and corrections by hand: codes without a digit, and these. */
  private static boolean isService(String code) {
    boolean digit = code.chars().anyMatch(c -> c >= '0' && c <= '9');
    return code.equals("C2") || code.startsWith("GIFT_") || (!digit && !code.startsWith("DCGS"));
  }

  long rows() {
    return accepted + rejected;
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  long events() {
    return invoices.size();
  }

  long items() {
    return items.size();
  }

  long services() {
    return services.size();
  }

  long customers() {
    return customers.size();
  }

  long orders() {
    return count(false);
  }

  long refunds() {
    return count(true);
  }

  /** Articles bought, each once per order. */
  long boughtArticles() {
    return invoices.entrySet().stream()
        .filter(entry -> !isRefund(entry))
        .mapToLong(entry -> entry.getValue().products.size())
        .sum();
  }

  /** Customers and, per invoice without one, a stranger. */
  long people() {
    return customers.size() + strangers(invoice -> true);
  }

  /** The same, of those who bought or returned an article. */
  long shoppers() {
    long known =
        invoices.values().stream()
            .filter(invoice -> !invoice.products.isEmpty() && !invoice.customer.isEmpty())
            .map(invoice -> invoice.customer)
            .distinct()
            .count();
    return known + strangers(invoice -> !invoice.products.isEmpty());
  }

  private long strangers(Predicate<Invoice> which) {
    return invoices.values().stream()
        .filter(invoice -> invoice.customer.isEmpty())
        .filter(which)
        .count();
  }

  /** Value of orders less value of refunds, in pence. */
  long pence() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, Invoice> entry : invoices.entrySet()) {
      Invoice invoice = entry.getValue();
      if (!invoice.products.isEmpty()) {
        sum = isRefund(entry) ? sum.subtract(invoice.value) : sum.add(invoice.value);
      }
    }
    return sum.movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
  }

  private long count(boolean refunds) {
    return invoices.entrySet().stream()
        .filter(entry -> !entry.getValue().products.isEmpty() && isRefund(entry) == refunds)
        .count();
  }

  private static boolean isRefund(Map.Entry<String, Invoice> entry) {
    return entry.getKey().startsWith("C");
  }
}
