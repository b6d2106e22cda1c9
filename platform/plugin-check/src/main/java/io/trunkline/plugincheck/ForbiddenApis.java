package io.trunkline.plugincheck;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Arrays;
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
    private static final String RESOURCES =
            LOADERS + "; what is in its zip is read by Class.getResourceAsStream";
    private static final String ADDRESSES =
            "it opens files as well: java.net.http.HttpClient does not";
    private static final String DATABASE = "the database is PluginContext.database()";

    private static final Map<String, String> ACCESSIBLE =
            reasons(LOADERS, "setAccessible", "trySetAccessible");
    private static final Map<String, String> DOWNLOADS = reasons(FILES, "ofFile", "ofFileDownload");
    private static final Set<String> NAMED = Set.of("Ljava/io/File;", "Ljava/lang/String;");

    /// By type and method.
    private static final Map<String, Map<String, String>> METHODS =
            Map.ofEntries(
                    Map.entry(
                            "java/lang/System",
                            both(
                                    reasons(
                                            PROCESS,
                                            "exit",
                                            "load",
                                            "loadLibrary",
                                            "setProperty",
                                            "setProperties",
                                            "clearProperty",
                                            "setIn",
                                            "setOut",
                                            "setErr"),
                                    reasons(
                                            ENVIRONMENT,
                                            "getenv",
                                            "getProperty",
                                            "getProperties"))),
                    Map.entry(
                            "java/lang/Runtime",
                            reasons(
                                    PROCESS,
                                    "exit",
                                    "halt",
                                    "exec",
                                    "load",
                                    "loadLibrary",
                                    "addShutdownHook",
                                    "removeShutdownHook")),
                    Map.entry("java/lang/reflect/AccessibleObject", ACCESSIBLE),
                    Map.entry("java/lang/reflect/Field", ACCESSIBLE),
                    Map.entry("java/lang/reflect/Method", ACCESSIBLE),
                    Map.entry("java/lang/reflect/Constructor", ACCESSIBLE),
                    Map.entry(
                            "java/lang/ClassLoader",
                            reasons(
                                    LOADERS,
                                    "loadClass",
                                    "getParent",
                                    "getSystemClassLoader",
                                    "getPlatformClassLoader")),
                    Map.entry(
                            "java/lang/Class",
                            both(
                                    reasons(LOADERS, "getModule"),
                                    reasons(RESOURCES, "getClassLoader"))),
                    Map.entry(
                            "java/lang/Module",
                            reasons(
                                    LOADERS,
                                    "getClassLoader",
                                    "getLayer",
                                    "getResourceAsStream",
                                    "addOpens",
                                    "addExports")),
                    Map.entry(
                            "java/lang/Thread",
                            reasons(LOADERS, "getContextClassLoader", "setContextClassLoader")),
                    Map.entry(
                            "java/lang/invoke/MethodHandles", reasons(LOADERS, "privateLookupIn")),
                    Map.entry(
                            "java/net/URL",
                            reasons(ADDRESSES, "openStream", "openConnection", "getContent")),
                    Map.entry("java/net/http/HttpRequest$BodyPublishers", reasons(FILES, "ofFile")),
                    Map.entry("java/net/http/HttpResponse$BodyHandlers", DOWNLOADS),
                    Map.entry("java/net/http/HttpResponse$BodySubscribers", DOWNLOADS),
                    Map.entry("java/nio/file/FileSystem", reasons(FILES, "provider")),
                    Map.entry(
                            "java/io/File",
                            reasons(
                                    FILES,
                                    "createNewFile",
                                    "createTempFile",
                                    "delete",
                                    "deleteOnExit",
                                    "exists",
                                    "list",
                                    "listFiles",
                                    "listRoots",
                                    "mkdir",
                                    "mkdirs",
                                    "renameTo",
                                    "setExecutable",
                                    "setLastModified",
                                    "setReadOnly",
                                    "setReadable",
                                    "setWritable")));

    /// Constructors that open a file, by what their first parameter may be: others of the same
    /// types write to memory.
    private static final Map<String, Set<String>> OPENING =
            Map.of(
                    "java/util/Scanner",
                    Set.of("Ljava/io/File;", "Ljava/nio/file/Path;"),
                    "java/util/Formatter",
                    NAMED,
                    "java/io/PrintStream",
                    NAMED,
                    "java/io/PrintWriter",
                    NAMED);

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
                    Map.entry("java/nio/file/spi/", FILES),
                    Map.entry("java/nio/channels/FileChannel", FILES),
                    Map.entry("java/nio/channels/AsynchronousFileChannel", FILES),
                    Map.entry("java/util/zip/ZipFile", FILES),
                    Map.entry("java/util/jar/JarFile", FILES),
                    Map.entry("java/util/logging/FileHandler", FILES),
                    Map.entry("java/net/URLClassLoader", LOADERS),
                    Map.entry("java/lang/ModuleLayer", LOADERS),
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
                    .or(() -> byParameters(owner, name, member.type().stringValue()))
                    .map(reason ->
                            words(owner + (name.equals("<init>") ? "" : "." + name), reason));
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

    /// `Class.forName` with a loader or a module finds what that one sees.
    private static Optional<String> byParameters(String owner, String name, String descriptor) {
        if (owner.equals("java/lang/Class")
                && name.equals("forName")
                && (descriptor.contains("Ljava/lang/ClassLoader;")
                        || descriptor.contains("Ljava/lang/Module;"))) {
            return Optional.of(LOADERS);
        }
        boolean opens =
                name.equals("<init>")
                        && OPENING.getOrDefault(owner, Set.of()).stream()
                                .anyMatch(first -> descriptor.startsWith("(" + first));
        return opens ? Optional.of(FILES) : Optional.empty();
    }

    private static String words(String what, String reason) {
        return what.replace('/', '.') + " (" + reason + ")";
    }

    private static Map<String, String> reasons(String reason, String... names) {
        return Arrays.stream(names)
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> reason));
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return Map.copyOf(all);
    }
}
