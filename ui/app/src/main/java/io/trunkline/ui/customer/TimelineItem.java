package io.trunkline.ui.customer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.trunkline.core.interaction.Interaction;
import io.trunkline.spi.ContactRecorded.Channel;
import io.trunkline.ui.shell.Screens;
import io.trunkline.ui.spi.Formats;
import io.trunkline.ui.spi.Icons;

/// One entry of a timeline: when, by which channel, by whom, with what outcome.
final class TimelineItem extends Div {

    /// @param outcome the outcome in words, empty for none
    TimelineItem(Interaction interaction, String outcome, Formats formats) {
        addClassName("tl-event");
        Span time = new Span(formats.time(interaction.at()));
        time.addClassName("tl-event-time");
        Span mark = new Span(Icons.of(icon(interaction)));
        mark.addClassNames("tl-event-mark", tone(interaction));
        add(time, mark, words(interaction, outcome));
    }

    static String channel(Interaction interaction) {
        String suffix =
                interaction.channel() == Channel.PHONE
                        ? interaction.inbound() ? "PHONE.in" : "PHONE.out"
                        : interaction.channel().name();
        return Screens.text("customer.channel." + suffix);
    }

    private static Div words(Interaction interaction, String outcome) {
        Span channel = new Span(channel(interaction));
        channel.addClassName("tl-strong");
        Div first = new Div(channel);
        first.addClassName("tl-event-line");
        if (interaction.memberName() != null) {
            first.add(new Span(interaction.memberName()));
        }
        if (!outcome.isEmpty()) {
            Span tag = new Span(outcome);
            tag.addClassNames("tl-tag", tone(interaction));
            first.add(tag);
        }
        if (!interaction.subject().isEmpty()) {
            Span subject = new Span(interaction.subject());
            subject.addClassName("tl-muted");
            first.add(subject);
        }
        Div words = new Div(first);
        words.addClassName("tl-event-words");
        if (!interaction.note().isEmpty()) {
            Div note = new Div(interaction.note());
            note.addClassName("tl-event-note");
            words.add(note);
        }
        return words;
    }

    private static String icon(Interaction interaction) {
        return switch (interaction.channel()) {
            case PHONE -> interaction.inbound() ? Icons.PHONE_INCOMING : Icons.PHONE_OUTGOING;
            case SMS -> Icons.MESSAGE_SQUARE;
            case SHOP -> Icons.BUILDING_2;
            case WEB, APP, SOCIAL -> Icons.MONITOR;
            case VISIT -> Icons.MAP_PIN;
            case EMAIL -> Icons.MAIL;
            case NOTE -> Icons.NOTEBOOK_PEN;
        };
    }

    private static String tone(Interaction interaction) {
        return switch (interaction.tone()) {
            case NEUTRAL -> "neutral";
            case GOOD -> "ok";
            case WAITING -> "accent";
            case BAD -> "bad";
        };
    }
}
