package io.trunkline.tenancy;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Values that may be as old as said, so that what every request asks is not read by every request.
/// A failed read is not kept. Keys must carry the tenant.
public final class Recent<K, V> {

    private static final int MOST = 20_000;

    private final ConcurrentHashMap<K, Kept<V>> values = new ConcurrentHashMap<>();
    private final long nanos;

    public Recent(Duration age) {
        this.nanos = age.toNanos();
    }

    public V get(K key, Supplier<V> read) {
        long now = System.nanoTime();
        Kept<V> kept = values.get(key);
        if (kept != null && now - kept.readAt() < nanos) {
            return kept.value();
        }
        if (values.size() >= MOST) {
            values.values().removeIf(old -> now - old.readAt() >= nanos);
        }
        V value = read.get();
        values.put(key, new Kept<>(value, now));
        return value;
    }

    public void forget(K key) {
        values.remove(key);
    }

    private record Kept<V>(V value, long readAt) {}
}
