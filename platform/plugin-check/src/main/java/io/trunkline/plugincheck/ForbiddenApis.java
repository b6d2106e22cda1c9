package io.trunkline.plugincheck;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the plugin's own classes must not use of the JDK: what would reach the process, its
/// secrets, its files or other classes. Said before it is installed, so that it is a mistake that
/// is met early; whoever wants to hide it can, which is why releases are signed and reviewed.
/// Libraries in `lib/` are not looked at: many carry such calls and never make them.
final class ForbiddenApis {

    private static final String PROCESS = "the process is everybody's";
    private static final String ENVIRONMENT = "a secret is a setting of the tenant";
    private static final String FILES = "nodes share no files: keep it in a table";
    private static final String LOADERS = "the platform's classes are not a plugin's";
    private static final String DATABASE = "the database is PluginContext.database()";

    /// By type and method.
    private static final Map<String, Map<String, String>> METHODS =
            Map.of(
                    "java/lang/System",
                    both(
                            reasons(
                                    PROCESS,
                                    Set.of(
                                            "exit",
                                            "load",
                                            "loadLibrary",
                                            "setProperty",
                                            "setProperties",
                                            "clearProperty",
                                            "setIn",
                                            "setOut",
                                            "setErr")),
                            reasons(ENVIRONMENT, Set.of("getenv", "getProperty", "getProperties"))),
                    "java/lang/Runtime",
                    reasons(
                            PROCESS,
                            Set.of(
                                    "exit",
                                    "halt",
                                    "exec",
                                    "load",
                                    "loadLibrary",
                                    "addShutdownHook",
                                    "removeShutdownHook")),
                    "java/lang/reflect/AccessibleObject",
                    reasons(LOADERS, Set.of("setAccessible", "trySetAccessible")),
                    "java/lang/reflect/Field",
                    reasons(LOADERS, Set.of("setAccessible", "trySetAccessible")),
                    "java/lang/reflect/Method",
                    reasons(LOADERS, Set.of("setAccessible", "trySetAccessible")),
                    "java/lang/reflect/Constructor",
                    reasons(LOADERS, Set.of("setAccessible", "trySetAccessible")),
                    "java/lang/ClassLoader",
                    reasons(
                            LOADERS,
                            Set.of(
                                    "loadClass",
                                    "getParent",
                                    "getSystemClassLoader",
                                    "getPlatformClassLoader")),
                    "java/lang/invoke/MethodHandles",
                    reasons(LOADERS, Set.of("privateLookupIn")));

    /// By the beginning of a type's name.
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("java/lang/ProcessBuilder", PROCESS),
                    Map.entry("java/lang/ProcessHandle", PROCESS),
                    Map.entry("java/lang/instrument/", PROCESS),
                    Map.entry("java/lang/management/", PROCESS),
                    Map.entry("java/lang/foreign/", PROCESS),
                    Map.entry("javax/management/", PROCESS),
                    Map.entry("com/sun/tools/attach/", PROCESS),
                    Map.entry("sun/misc/", PROCESS),
                    Map.entry("jdk/internal/", PROCESS),
                    Map.entry("java/io/FileInputStream", FILES),
                    Map.entry("java/io/FileOutputStream", FILES),
                    Map.entry("java/io/FileReader", FILES),
                    Map.entry("java/io/FileWriter", FILES),
                    Map.entry("java/io/RandomAccessFile", FILES),
                    Map.entry("java/nio/file/Files", FILES),
                    Map.entry("java/nio/channels/FileChannel", FILES),
                    Map.entry("java/net/URLClassLoader", LOADERS),
                    Map.entry("java/sql/DriverManager", DATABASE));

    private ForbiddenApis() {}

    /// @return each with the reason
    static Set<Break> used(ClassModel plugin) {
        Set<Break> used = new TreeSet<>();
        for (PoolEntry entry : plugin.constantPool()) {
            what(entry)
                    .ifPresent(found ->
                            used.add(new Break(Types.name(plugin), Break.Kind.FORBIDDEN, found)));
        }
        return used;
    }

    private static Optional<String> what(PoolEntry entry) {
        if (entry instanceof MemberRefEntry member) {
            String owner = member.owner().asInternalName();
            String name = member.name().stringValue();
            return Optional.ofNullable(METHODS.getOrDefault(owner, Map.of()).get(name))
                    .or(() -> byLoader(owner, name, member.type().stringValue()))
                    .map(reason -> words(owner + "." + name, reason));
        }
        if (entry instanceof ClassEntry type) {
            String name = type.asInternalName();
            return TYPES.entrySet().stream()
                    .filter(forbidden -> name.startsWith(forbidden.getKey()))
                    .findFirst()
                    .map(forbidden -> words(name, forbidden.getValue()));
        }
        return Optional.empty();
    }

    /// `Class.forName` with a loader finds what that one sees.
    private static Optional<String> byLoader(String owner, String name, String descriptor) {
        return owner.equals("java/lang/Class")
                        && name.equals("forName")
                        && descriptor.contains("Ljava/lang/ClassLoader;")
                ? Optional.of(LOADERS)
                : Optional.empty();
    }

    private static String words(String what, String reason) {
        return what.replace('/', '.') + " (" + reason + ")";
    }

    private static Map<String, String> reasons(String reason, Set<String> names) {
        return names.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> reason));
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return Map.copyOf(all);
    }
}
