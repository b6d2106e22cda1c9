package io.trunkline.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/// What Maven's module arrows cannot hold.
final class ArchitectureTest {

    private static final JavaClasses TRUNKLINE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.trunkline");

    @Test
    void internalPackagesAreClosedToOtherFeatures() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .should(beUsedOnlyBelowTheParentOfInternal())
                .check(TRUNKLINE);
    }

    @Test
    void featuresOfAModuleHaveNoCycles() {
        slices().matching("io.trunkline.core.(*)..").should().beFreeOfCycles().check(TRUNKLINE);
        slices().matching("io.trunkline.rest.(*)..").should().beFreeOfCycles().check(TRUNKLINE);
        slices().matching("io.trunkline.ui.(*)..").should().beFreeOfCycles().check(TRUNKLINE);
    }

    @Test
    void pf4jStaysInThePluginHost() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.trunkline.pluginhost..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.pf4j..")
                .check(TRUNKLINE);
    }

    @Test
    void screensAndRestReachNoDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage("io.trunkline.rest..", "io.trunkline.ui..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.sql..", "javax.sql..", "org.jdbi..", "io.agroal.."))
                .because("core services are the one door to the data")
                .check(TRUNKLINE);
    }

    @Test
    void nothingUsesJtaOrThreadLocals() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("jakarta.transaction..")
                                .or(JavaClass.Predicates.equivalentTo(ThreadLocal.class)))
                .because("TenantDatabase opens transactions, TenantRunner holds the session")
                .check(TRUNKLINE);
    }

    @Test
    void theSpiKnowsOnlyTheJdkAndJSpecify() {
        classes()
                .that()
                .resideInAPackage("io.trunkline.spi..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "io.trunkline.spi.."))
                .check(TRUNKLINE);
    }

    @Test
    void thePluginCheckRunsWhereNoPlatformIs() {
        classes()
                .that()
                .resideInAPackage("io.trunkline.plugincheck..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "com.github.zafarkhaja.semver..",
                                "io.trunkline.plugincheck.."))
                .because("the launcher and the build of the SPI use it too")
                .check(TRUNKLINE);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)")
                .check(TRUNKLINE);
    }

    @Test
    void noFieldKeepsASession() {
        fields().that()
                .haveRawType("io.trunkline.tenancy.Session")
                .should()
                .beDeclaredInClassesThat(mayHoldASession())
                .because(
                        "a session lives as long as one call; only records that travel with it carry it")
                .check(TRUNKLINE);
    }

    private static DescribedPredicate<JavaClass> mayHoldASession() {
        return DescribedPredicate.describe(
                "are records or live in the plugin host's session package",
                javaClass ->
                        javaClass.isRecord() || javaClass.getSimpleName().equals("HostSession"));
    }

    private static ArchCondition<JavaClass> beUsedOnlyBelowTheParentOfInternal() {
        return new ArchCondition<>("be used only by their own feature") {
            @Override
            public void check(JavaClass internal, ConditionEvents events) {
                String name = internal.getPackageName();
                String feature = name.substring(0, name.indexOf(".internal"));
                internal.getDirectDependenciesToSelf().stream()
                        .filter(dependency ->
                                !dependency.getOriginClass().getPackageName().startsWith(feature))
                        .forEach(dependency ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                internal, dependency.getDescription())));
            }
        };
    }
}
