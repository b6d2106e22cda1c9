package io.trunkline.pluginhost.internal.release;

import io.trunkline.spi.TrunklinePlugin;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/// The version of the SPI this platform was built with.
public final class SpiVersion {

    private SpiVersion() {}

    public static String current() {
        try (InputStream in = TrunklinePlugin.class.getResourceAsStream("spi.properties")) {
            if (in == null) {
                throw new IllegalStateException("the SPI states no version");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("the SPI's version cannot be read", e);
        }
    }
}
