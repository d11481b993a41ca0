package dev.parallax.local.shop.tell;

/** The ways in, with how much of them goes into one request. */
public enum Door {
  CATALOG("/v1/catalog", 200),
  BATCH("/v1/batch", 400),
  FEEDBACK("/v1/feedback", 500),
  READINGS("/v1/readings", 500),
  TRANSACTIONS("/v1/transactions", 500),
  LABELS("/v1/labels", 500);

  private final String path;
  private final int size;

  Door(String path, int size) {
    this.path = path;
    this.size = size;
  }

  public String path() {
    return path;
  }

  /** How many go into one request. */
  public int size() {
    return size;
  }
}
