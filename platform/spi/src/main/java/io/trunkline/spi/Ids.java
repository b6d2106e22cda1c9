package io.trunkline.spi;

/// 64-bit ids, unique in the whole installation and sorted by time.
@ProvidedByPlatform
public interface Ids {

    long next();

    /// Room for `count` ids in a row, for set-based inserts: the ids from the returned one up to
    /// the returned one plus `count` less one are the caller's.
    ///
    /// @param count 1 to 100,000
    long block(int count);
}
