package dev.parallax.ingestion.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class SpooledRecordsTest {

  @Property(tries = 200)
  void whatIsReadIsWhatWasWritten(@ForAll @Size(max = 20) List<String> texts) {
    List<ProducerRecord<String, byte[]>> records = texts.stream().map(this::record).toList();
    assertThat(SpooledRecords.read(SpooledRecords.write(records)))
        .zipSatisfy(
            records,
            (read, written) -> {
              assertThat(read.topic()).isEqualTo(written.topic());
              assertThat(read.key()).isEqualTo(written.key());
              assertThat(read.value()).isEqualTo(written.value());
              assertThat(read.headers()).isEqualTo(written.headers());
            });
  }

  @Test
  void aTombstoneStaysOne() {
    ProducerRecord<String, byte[]> tombstone = new ProducerRecord<>("topic", "key", null);
    assertThat(SpooledRecords.read(SpooledRecords.write(List.of(tombstone))))
        .singleElement()
        .satisfies(record -> assertThat(record.value()).isNull());
  }

  @Test
  void rowsOfANewerVersionAreLeftToIt() {
    byte[] bytes = SpooledRecords.write(List.of());
    bytes[0]++;
    assertThatThrownBy(() -> SpooledRecords.read(bytes)).isInstanceOf(IllegalStateException.class);
  }

  private ProducerRecord<String, byte[]> record(String text) {
    String whole = new String(text.getBytes(UTF_8), UTF_8); // without halves of pairs
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>("topic", whole, whole.repeat(3).getBytes(UTF_8));
    record.headers().add("ce_id", whole.getBytes(UTF_8)).add("empty", new byte[0]);
    return record;
  }
}
