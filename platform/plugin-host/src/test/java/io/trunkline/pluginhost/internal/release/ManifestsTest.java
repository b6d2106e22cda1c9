package io.trunkline.pluginhost.internal.release;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trunkline.plugincheck.RefusedException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

final class ManifestsTest {

    @Test
    void noPluginIsCalledLikeAnAreaOfThePlatform() {
        RefusedException refused =
                assertThrows(
                        RefusedException.class,
                        () ->
                                Manifests.read(
                                        new StringReader(
                                                """
                                                plugin.id=customer
                                                plugin.version=1.2.0
                                                plugin.requires=>=0.1.0 & <0.2.0
                                                plugin.class=example.Customer
                                                """)));
        assertTrue(refused.reason().contains("kept for the platform"), refused.reason());
    }
}
