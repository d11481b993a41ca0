package dev.parallax.local.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process whose orderly end never comes. */
final class StubbornMain {

  private StubbornMain() {}

  public static void main(String[] args) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitQuietly(never)));
    ParentWatch.exitWithParent(Duration.ofSeconds(1));
    System.out.println("READY");
    never.await();
  }

  private static void awaitQuietly(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
