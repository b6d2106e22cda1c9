package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.vaadin.flow.dom.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreadcrumbTest {

    @Test
    void onlyTheLastStepIsTheTitleAndTheOthersLeadToIt() {
        Breadcrumb breadcrumb = new Breadcrumb();
        breadcrumb.show(
                List.of(
                        new Trail.Step("Administration", null),
                        new Trail.Step("Roles", "roles"),
                        new Trail.Step("Keepers", null)));
        assertEquals(
                List.of("span,vaadin-icon", "a,vaadin-icon", "h1"),
                breadcrumb
                        .getElement()
                        .getChild(0)
                        .getChildren()
                        .map(BreadcrumbTest::tags)
                        .toList());
    }

    private static String tags(Element item) {
        return String.join(",", item.getChildren().map(Element::getTag).toList());
    }
}
