package io.trunkline.pluginhost.internal.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpiUseTest {

    private static final ClassDesc HANDLER = ClassDesc.of("io.trunkline.spi.Route$Handler");

    private final SpiUse use = new SpiUse(getClass().getClassLoader());

    @Test
    void namesWhatTheSpiAsksForAndAClassLacks() {
        ClassModel lacking =
                ClassFile.of()
                        .parse(
                                ClassFile.of()
                                        .build(
                                                ClassDesc.of("partner.Handling"),
                                                type -> type.withInterfaceSymbols(HANDLER)));
        assertEquals(
                Set.of(
                        "partner.Handling lacks io.trunkline.spi.Route$Handler.handle(TenantSession,"
                                + " RouteRequest), which this SPI asks for"),
                use.broken(lacking));
    }

    @Test
    void namesAFieldAndAMethodThatAreNotThere() {
        ClassDesc permission = ClassDesc.of("io.trunkline.spi.Permission");
        ClassModel calling =
                ClassFile.of()
                        .parse(
                                ClassFile.of()
                                        .build(
                                                ClassDesc.of("partner.Calling"),
                                                type ->
                                                        type.withMethodBody(
                                                                "run",
                                                                ConstantDescs.MTD_void,
                                                                ClassFile.ACC_STATIC,
                                                                code ->
                                                                        code.getstatic(
                                                                                        permission,
                                                                                        "ALL",
                                                                                        permission)
                                                                                .invokevirtual(
                                                                                        permission,
                                                                                        "erase",
                                                                                        ConstantDescs
                                                                                                .MTD_void)
                                                                                .return_())));
        assertEquals(
                Set.of(
                        "partner.Calling uses io.trunkline.spi.Permission.ALL, which this SPI does not"
                                + " have",
                        "partner.Calling uses io.trunkline.spi.Permission.erase(), which this SPI does"
                                + " not have"),
                use.broken(calling));
    }

    /// What it inherits counts, from the JDK too.
    @Test
    void findsNothingWrongWithThisSpi() throws IOException {
        for (String name : Set.of("SpiUseTest", "GenerationsTest", "GenerationsTest$1")) {
            try (InputStream file = getClass().getResourceAsStream(name + ".class")) {
                assertEquals(Set.of(), use.broken(ClassFile.of().parse(file.readAllBytes())));
            }
        }
    }
}
