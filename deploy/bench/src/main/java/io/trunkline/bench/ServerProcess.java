package io.trunkline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// The process of a server that this one started, as the JDK's and the system's tools see it from
/// outside.
record ServerProcess(long pid) {

    private static final String LOADERS = "PluginClassLoader";

    /// @param home of the stack, which is in the server's command line
    static ServerProcess of(Path home) {
        String mark = "-Dtrunkline.home=" + home.toAbsolutePath().normalize();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> isServer(process, mark))
                .findFirst()
                .map(process -> new ServerProcess(process.pid()))
                .orElseThrow(() -> new IllegalStateException("no server runs in " + home));
    }

    private static boolean isServer(ProcessHandle process, String mark) {
        String line = process.info().commandLine().orElse("");
        return process.info().command().orElse("").endsWith("java")
                && line.contains(mark + " ")
                && line.contains("quarkus-run.jar");
    }

    /// What it holds once everything that nobody refers to is gone, by name.
    Map<String, Long> held() throws IOException, InterruptedException {
        // What the first one finds is handed to cleaners, whose work the second one collects.
        jcmd("GC.run");
        Thread.sleep(500);
        jcmd("GC.run");
        String histogram = jcmd("GC.class_histogram");
        String counters = jcmd("PerfCounter.print");
        Map<String, Long> held = new LinkedHashMap<>();
        held.put("class loaders of plugins", loaders(histogram));
        held.put(
                "classes",
                counter(counters, "java.cls.loadedClasses")
                        - counter(counters, "java.cls.unloadedClasses"));
        held.put("metaspace, kB", counter(counters, "sun.gc.metaspace.used") / 1024);
        held.put("heap, kB", total(histogram) / 1024);
        held.put("threads", threads());
        held.put("file handles", files());
        return held;
    }

    private static long loaders(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.contains(LOADERS))
                .map(line -> line.strip().split("\\s+")[1])
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static long total(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                .sum();
    }

    private static long counter(String counters, String name) {
        return counters.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no counter " + name));
    }

    private long threads() throws IOException {
        return children("task");
    }

    private long files() throws IOException {
        return children("fd");
    }

    private long children(String folder) throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), folder))) {
            return entries.count();
        }
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }
}
