package dev.parallax.fraud.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of native memory for all stores of the process. By default each of some twenty stores
 * takes 50 MB of cache and up to 48 MB of write buffers of its own, and a container is killed for
 * it.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {
  private static final long MIB = 1024 * 1024;
  private static final long WRITE_BUFFERS = 24 * MIB;
  private static final long TOTAL = 48 * MIB;
  private static final long BUFFER_OF_A_STORE = 4 * MIB;
  private static final int BITS_PER_KEY = 10;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(TOTAL);
  private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BUFFERS, CACHE);
  private static final BloomFilter FILTER = new BloomFilter(BITS_PER_KEY, false);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    table.setFilterPolicy(FILTER);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITES);
    options.setWriteBufferSize(BUFFER_OF_A_STORE);
    options.setMaxWriteBufferNumber(2);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** Cache and write buffers are shared by all stores and live as long as the process. */
  @Override
  public void close(String storeName, Options options) {
    // nothing of this store's own to free
  }
}
