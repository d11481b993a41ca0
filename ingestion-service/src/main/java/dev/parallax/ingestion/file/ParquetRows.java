package dev.parallax.ingestion.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CloseableIterator;
import com.jerolba.carpet.io.FileSystemInputFile;
import dev.parallax.contracts.wire.EventJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Rows of a Parquet file as JSON, one after the other. The format is read a row group at a time, so
 * a file with a giant one is refused rather than let it fill the memory.
 */
public final class ParquetRows implements Closeable {
  private static final int PART_OF_HEAP = 4;

  /** So many times the room a row group may have unpacked: no column of it is so all at once. */
  private static final int UNPACKED_PER_ROOM = 4;

  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private final CloseableIterator<?> rows;
  private final long total;

  private ParquetRows(CloseableIterator<?> rows, long total) {
    this.rows = rows;
    this.total = total;
  }

  /** Whether these are the first bytes of one. */
  public static boolean isParquet(byte[] head) {
    return head.length >= MAGIC.length
        && java.util.Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * @throws UnreadableFileException when it is no Parquet, packed once more, or cut into too large
   *     pieces
   */
  public static ParquetRows open(Path path) throws IOException, UnreadableFileException {
    return open(path, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /**
   * @param room in bytes: a row group is read whole as it is compressed, and of each of its columns
   *     one page is unpacked at a time, which may be all of the column
   */
  static ParquetRows open(Path path, long room) throws IOException, UnreadableFileException {
    if (Packing.of(path) != Packing.PLAIN) {
      throw new UnreadableFileException(
          "Parquet must not be packed once more: its columns are compressed within it");
    }
    FileSystemInputFile file = new FileSystemInputFile(path.toFile());
    try (ParquetFileReader footer = ParquetFileReader.open(file)) {
      for (BlockMetaData group : footer.getRowGroups()) {
        if (group.getCompressedSize() > room
            || group.getTotalByteSize() > room * UNPACKED_PER_ROOM
            || group.getColumns().stream().anyMatch(c -> c.getTotalUncompressedSize() > room)) {
          throw new UnreadableFileException(
              "the row groups must have at most "
                  + room
                  + " bytes compressed and "
                  + room * UNPACKED_PER_ROOM
                  + " unpacked, and each of their columns at most "
                  + room
                  + " unpacked; write the file anew with smaller ones");
        }
      }
      return new ParquetRows(
          new CarpetReader<>(file, Map.class).iterator(), footer.getRecordCount());
    } catch (RuntimeException e) {
      throw new UnreadableFileException("the file is no whole Parquet file", e);
    }
  }

  /** How many rows there are. */
  public long total() {
    return total;
  }

  /** The next row, null after the last. */
  public ObjectNode next() throws UnreadableFileException {
    try {
      return rows.hasNext() ? EventJson.mapper().valueToTree(rows.next()) : null;
    } catch (RuntimeException e) {
      throw new UnreadableFileException("the file is broken: a page cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
