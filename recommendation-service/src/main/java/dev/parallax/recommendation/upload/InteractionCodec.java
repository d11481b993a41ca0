package dev.parallax.recommendation.upload;

import dev.parallax.recommendation.evaluation.data.InteractionTable;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Numbered interactions as blocks of bytes that each can be stored by itself: a byte of what there
 * is, the number of rows, and the rows, deflated.
 */
public final class InteractionCodec {
  private static final int ROWS = 100_000;
  private static final int RATED = 1;
  private static final int TIMED = 2;

  private InteractionCodec() {}

  /** Makes blocks of what it takes. Call {@link #end} after the last. */
  public static final class Writer implements InteractionSink {
    private final Consumer<byte[]> blocks;
    private boolean rated;
    private boolean timed;
    private ByteArrayOutputStream bytes;
    private Deflater deflater;
    private DataOutputStream out;
    private int rows;

    /**
     * @param blocks takes each as it is full
     */
    public Writer(Consumer<byte[]> blocks) {
      this.blocks = blocks;
    }

    @Override
    public void begin(boolean withRatings, boolean withTimes) {
      rated = withRatings;
      timed = withTimes;
    }

    public boolean rated() {
      return rated;
    }

    public boolean timed() {
      return timed;
    }

    @Override
    public void add(int user, int item, float rating, long second) {
      try {
        if (out == null) {
          bytes = new ByteArrayOutputStream();
          bytes.write((rated ? RATED : 0) | (timed ? TIMED : 0));
          deflater = new Deflater(Deflater.BEST_SPEED);
          out =
              new DataOutputStream(
                  new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater), 1 << 14));
        }
        out.writeBoolean(true);
        out.writeInt(user);
        out.writeInt(item);
        if (rated) {
          out.writeFloat(rating);
        }
        if (timed) {
          out.writeLong(second);
        }
        if (++rows == ROWS) {
          end();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Gives away the last block. */
    public void end() {
      if (out == null) {
        return;
      }
      try {
        out.writeBoolean(false);
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        deflater.end();
      }
      blocks.accept(bytes.toByteArray());
      out = null;
      bytes = null;
      rows = 0;
    }
  }

  /**
   * A table that takes blocks; the first says what there is.
   *
   * @param timed whether the times are to be taken, where there are any
   */
  public static InteractionTable.Builder builder(byte[] firstBlock, boolean timed) {
    return InteractionTable.builder(
        (firstBlock[0] & RATED) != 0, timed && (firstBlock[0] & TIMED) != 0);
  }

  public static void read(byte[] block, InteractionTable.Builder into) {
    boolean rated = (block[0] & RATED) != 0;
    boolean timed = (block[0] & TIMED) != 0;
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(new ByteArrayInputStream(block, 1, block.length - 1)),
                1 << 14))) {
      while (in.readBoolean()) {
        into.add(in.readInt(), in.readInt(), rated ? in.readFloat() : 1, timed ? in.readLong() : 0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
