package io.trunkline.plugincheck;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources of a test, compiled and packed as their developers would.
record Compiled(Path classes) {

    private static final Pattern NAME =
            Pattern.compile(
                    "package ([\\w.]+);.*?(?:class|interface|record|enum) (\\w+)", Pattern.DOTALL);

    /// @param sources a public type each
    static Compiled of(List<Compiled> against, String... sources) throws IOException {
        Path classes = Files.createTempDirectory("compiled");
        List<String> options = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        options.add("-cp");
        options.add(String.join(":", against.stream().map(one -> one.classes.toString()).toList()));
        boolean done =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                null,
                                null,
                                null,
                                options,
                                null,
                                Arrays.stream(sources).map(Compiled::source).toList())
                        .call();
        if (!done) {
            throw new IllegalStateException("it does not compile");
        }
        return new Compiled(classes);
    }

    /// An SPI of a version.
    static Compiled spi(String version, String... sources) throws IOException {
        Compiled spi = of(List.of(), sources);
        Files.createDirectories(spi.classes.resolve("io/trunkline/spi"));
        Files.writeString(
                spi.classes.resolve("io/trunkline/spi/spi.properties"), "version=" + version);
        return spi;
    }

    Path jar() throws IOException {
        Path jar = Files.createTempFile("compiled", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            add(zip, "");
        }
        return jar;
    }

    /// @param manifest text of `plugin.properties`
    /// @param libraries to go into `lib/`
    Path plugin(String manifest, Compiled... libraries) throws IOException {
        Path archive = Files.createTempFile("plugin", ".zip");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(Manifest.FILE));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            add(zip, "classes/");
            for (Compiled library : libraries) {
                zip.putNextEntry(new ZipEntry("lib/" + library.classes.getFileName() + ".jar"));
                Files.copy(library.jar(), zip);
            }
        }
        return archive;
    }

    private void add(ZipOutputStream zip, String folder) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder + classes.relativize(file)));
                Files.copy(file, zip);
            }
        }
    }

    private static JavaFileObject source(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.find()) {
            throw new IllegalArgumentException(text);
        }
        String path = name.group(1).replace('.', '/') + "/" + name.group(2);
        return new SimpleJavaFileObject(
                URI.create("string:///" + path + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
