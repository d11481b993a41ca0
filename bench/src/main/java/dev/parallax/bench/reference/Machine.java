package dev.parallax.bench.reference;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast this machine is at this moment: a fixed amount of work on every core. A figure that grew
 * while the reference grew alike tells of a busy machine and not of a slower suite.
 */
public final class Machine {

  private static final int MEBIBYTES_PER_CORE = 512;

  private Machine() {}

  /** Seconds for SHA-256 over 512 MiB on each core at once. */
  public static double seconds() {
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
      List<Callable<byte[]>> work = new ArrayList<>();
      for (int core = 0; core < cores; core++) {
        work.add(Machine::digest);
      }
      long began = System.nanoTime();
      for (Future<byte[]> done : pool.invokeAll(work)) {
        done.get();
      }
      return (System.nanoTime() - began) / 1e9;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static byte[] digest() throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] block = new byte[1 << 20];
    for (int i = 0; i < MEBIBYTES_PER_CORE; i++) {
      sha.update(block);
    }
    return sha.digest();
  }
}
