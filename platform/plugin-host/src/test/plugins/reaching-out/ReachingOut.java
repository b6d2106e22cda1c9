package fixture.reachingout;

import io.trunkline.spi.PluginContext;
import io.trunkline.spi.TrunklinePlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/// Uses what plugins must not.
public class ReachingOut implements TrunklinePlugin {

    public ReachingOut(PluginContext context) {}

    void process() throws Exception {
        Runtime.getRuntime().exec(new String[] {"true"});
        new ProcessBuilder("true").start();
        System.exit(Integer.parseInt(System.getenv("CODE")));
    }

    void files() throws Exception {
        Files.readString(Path.of("/proc/self/environ"));
        DriverManager.getConnection("jdbc:postgresql:postgres").close();
    }

    void classes() throws Exception {
        ClassLoader platform = TrunklinePlugin.class.getClassLoader();
        platform.loadClass("io.trunkline.tenancy.TenantRunner")
                .getDeclaredMethod("current")
                .setAccessible(true);
        Class.forName("io.trunkline.tenancy.TenantRunner", true, platform);
    }
}
