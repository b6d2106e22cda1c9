package io.trunkline.ui.operator;

import io.trunkline.pluginhost.PluginRollout.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The steps of a rollout as an operator writes them.
///
/// @param steps as they are asked for
record RolloutDraft(List<Step> steps) {

    static final String USUAL_SHARES = "1, 10, 100";

    private static final Pattern BETWEEN = Pattern.compile("[\\s,，、;；%]+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final int EVERYONE = 100;
    private static final int MOST_STEPS = 20;

    /// @param named keys of tenants, in any order
    /// @param shares percents that grow to 100, with anything between them
    /// @return empty where they do not
    static Optional<RolloutDraft> of(Collection<String> named, String shares) {
        List<String> parts =
                Stream.of(BETWEEN.split(shares.strip())).filter(part -> !part.isEmpty()).toList();
        if (!parts.stream().allMatch(part -> NUMBER.matcher(part).matches())) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        if (!named.isEmpty()) {
            steps.add(new Step(named.stream().sorted().toList(), 0));
        }
        int before = 0;
        for (String part : parts) {
            int percent = Integer.parseInt(part);
            if (percent <= before) {
                return Optional.empty();
            }
            steps.add(new Step(List.of(), percent));
            before = percent;
        }
        return before == EVERYONE && steps.size() <= MOST_STEPS
                ? Optional.of(new RolloutDraft(List.copyOf(steps)))
                : Optional.empty();
    }
}
