package io.trunkline.ui.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.trunkline.pluginhost.PluginModule;
import io.trunkline.pluginhost.PluginModule.Value;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.shell.Switch;
import io.trunkline.ui.spi.Icons;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The field of one setting. What is left empty is not chosen, and the default holds.
final class SettingField extends Div {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SECRET = Pattern.compile("[A-Z][A-Z0-9_]{0,99}");

    private final transient Value setting;
    private final String expected;
    private final String before;
    private final TextField text = new TextField();
    private final Switch flag = new Switch();
    private boolean secret;
    private final boolean secretBefore;

    SettingField(PluginModule module, Value setting, ModuleWords words, Runnable changed) {
        this.setting = setting;
        this.expected = words.expected(module, setting);
        this.secret = setting.secret() != null;
        this.secretBefore = secret;
        this.before = shown(setting);
        addClassName("tl-setting");
        String name = words.setting(module, setting);
        String help = words.help(module, setting);
        String id = "setting-" + setting.key();
        if (setting.type() == Boolean.class) {
            Object chosen = setting.chosen() == null ? setting.defaultValue() : setting.chosen();
            flag.setLabel(name);
            flag.setId(id);
            flag.setHelperText(help);
            flag.setValue(Boolean.TRUE.equals(chosen));
            flag.addValueChangeListener(change -> changed.run());
            add(flag);
            return;
        }
        text.setLabel(name);
        text.setId(id);
        text.setValue(before);
        text.setHelperText(help);
        text.setManualValidation(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        if (setting.type() == Integer.class) {
            text.addClassName("tl-number");
            text.setPlaceholder(
                    Screens.formats().number(((Number) setting.defaultValue()).longValue()));
        }
        text.addValueChangeListener(change -> {
            say();
            changed.run();
        });
        add(text);
        if (setting.type() == String.class) {
            add(secretSwitch(changed));
        }
        say();
    }

    private Component secretSwitch(Runnable changed) {
        Button button = new Button(Icons.of(Icons.LOCK));
        button.addThemeNames("tertiary", "icon");
        button.getElement().setAttribute("aria-pressed", String.valueOf(secret));
        button.setAriaLabel(Screens.text("module.secret"));
        button.setTooltipText(Screens.text("module.secret.why"));
        button.addClickListener(click -> {
            secret = !secret;
            button.getElement().setAttribute("aria-pressed", String.valueOf(secret));
            text.setValue(secret == secretBefore ? before : "");
            say();
            changed.run();
        });
        return button;
    }

    /// Whether the value is not the one that is kept.
    boolean isChanged() {
        if (setting.type() == Boolean.class) {
            Object now = setting.chosen() == null ? setting.defaultValue() : setting.chosen();
            return !now.equals(flag.getValue());
        }
        return secret != secretBefore || !before.equals(text.getValue().strip());
    }

    boolean isFaulty() {
        return fault() != null;
    }

    /// What is chosen; empty for nothing.
    Optional<JsonNode> chosen() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (setting.type() == Boolean.class) {
            boolean untouched = setting.chosen() == null && !isChanged();
            return untouched ? Optional.empty() : Optional.of(json.booleanNode(flag.getValue()));
        }
        String value = text.getValue().strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (secret) {
            return Optional.of(json.objectNode().put("secretRef", value));
        }
        return Optional.of(
                setting.type() == Integer.class
                        ? json.numberNode(Integer.parseInt(value))
                        : json.textNode(value));
    }

    /// What the server says is wrong with it.
    void refuse(String why) {
        text.setErrorMessage(why);
        text.setInvalid(true);
    }

    private void say() {
        String fault = fault();
        ((HasValidation) text).setErrorMessage(fault == null ? "" : fault);
        text.setInvalid(fault != null);
        getChildren()
                .filter(child -> child.getElement().getClassList().contains("tl-setting-note"))
                .toList()
                .forEach(this::remove);
        if (secret) {
            boolean missing = setting.missing() && !isChanged();
            Span note =
                    new Span(
                            Screens.text(
                                    missing ? "module.secret.missing" : "module.secret.named"));
            note.addClassNames("tl-setting-note", missing ? "tl-bad-text" : "tl-muted");
            add(note);
        }
    }

    private @Nullable String fault() {
        if (setting.type() == Boolean.class) {
            return null;
        }
        String value = text.getValue().strip();
        if (value.isEmpty()) {
            return null;
        }
        if (secret) {
            return SECRET.matcher(value).matches() ? null : Screens.text("module.secret.form");
        }
        if (setting.type() == Integer.class) {
            return WHOLE.matcher(value).matches() && isWithin(Integer.parseInt(value))
                    ? unless(setting.valid())
                    : expected;
        }
        return setting.max() != null && value.length() > setting.max()
                ? expected
                : unless(setting.valid());
    }

    /// Kept values that are not valid are said as well, until they are changed.
    private @Nullable String unless(boolean valid) {
        return valid || isChanged() ? null : expected;
    }

    private boolean isWithin(int value) {
        return (setting.min() == null || value >= setting.min())
                && (setting.max() == null || value <= setting.max());
    }

    private static String shown(Value setting) {
        if (setting.secret() != null) {
            return setting.secret();
        }
        return setting.chosen() == null || setting.type() == Boolean.class
                ? ""
                : setting.chosen().toString();
    }

    /// So that the form asks all fields alike.
    AbstractField<?, ?> field() {
        return setting.type() == Boolean.class ? flag : text;
    }

    String key() {
        return setting.key();
    }
}
