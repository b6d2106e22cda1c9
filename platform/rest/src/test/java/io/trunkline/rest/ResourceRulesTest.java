package io.trunkline.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.trunkline.rest.tenant.InTenant;
import io.trunkline.rest.tenant.WithoutTenant;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

/// What no resource may forget.
class ResourceRulesTest {

    private static final JavaClasses REST =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.trunkline.rest");

    @Test
    void everyResourceSaysForWhichTenantItRuns() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(carryOneOf(InTenant.class, WithoutTenant.class))
                .check(REST);
    }

    @Test
    void everyResourceSaysWhoMayCallIt() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(carryOneOf(Authenticated.class, RolesAllowed.class))
                .check(REST);
    }

    @Test
    void everyResourceRunsOnAVirtualThread() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .beAnnotatedWith(RunOnVirtualThread.class)
                .check(REST);
    }

    @SafeVarargs
    private static ArchCondition<JavaClass> carryOneOf(Class<? extends Annotation>... annotations) {
        return new ArchCondition<>("carry exactly one of the annotations") {
            @Override
            public void check(JavaClass resource, ConditionEvents events) {
                long carried = 0;
                for (var annotation : annotations) {
                    carried += resource.isAnnotatedWith(annotation) ? 1 : 0;
                }
                events.add(
                        new SimpleConditionEvent(
                                resource, carried == 1, resource.getName() + " has " + carried));
            }
        };
    }
}
