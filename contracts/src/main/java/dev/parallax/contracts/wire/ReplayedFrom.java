package dev.parallax.contracts.wire;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record stood on its topic that a replay sends again. A tombstone has no other id: without
 * it, one that is sent again would be a new one and take away what came back since.
 *
 * @param timeMillis when the log took it, since 1970
 */
public record ReplayedFrom(int partition, long offset, long timeMillis) {
  private static final String HEADER = "replayed_from";
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})-(\\d{1,18})-(\\d{1,18})");

  public void stamp(Headers headers) {
    headers.add(
        HEADER, (partition + "-" + offset + "-" + timeMillis).getBytes(StandardCharsets.US_ASCII));
  }

  /** Nothing where the record was sent for the first time. */
  public static Optional<ReplayedFrom> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    Matcher text = TEXT.matcher(new String(header.value(), StandardCharsets.US_ASCII));
    return text.matches()
        ? Optional.of(
            new ReplayedFrom(
                Integer.parseInt(text.group(1)),
                Long.parseLong(text.group(2)),
                Long.parseLong(text.group(3))))
        : Optional.empty();
  }
}
