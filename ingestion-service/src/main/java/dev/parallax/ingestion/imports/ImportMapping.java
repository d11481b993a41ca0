package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.file.UnreadableFileException;
import java.io.IOException;

/** What the rows of a file mean. A bean. */
public interface ImportMapping {
  /** As callers name it. */
  String name();

  /**
   * A first look, while the sender still waits.
   *
   * @param head the first unpacked bytes
   * @throws UnreadableFileException when this cannot be such a file
   */
  void check(byte[] head) throws IOException, UnreadableFileException;

  /**
   * Takes the file in. After a crash it is called again with the checkpoint of the last run; what
   * was published since may be published once more, under the same event ids.
   *
   * @return what was counted, over all runs
   */
  ImportTally run(ImportRun run) throws IOException, UnreadableFileException, InterruptedException;
}
