package io.trunkline.spi;

/// As a later SPI might have it.
public record Permission(String key) {

    public boolean implies(Permission other, int depth) {
        return depth > 0 && key.equals(other.key);
    }
}
