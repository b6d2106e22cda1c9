package io.trunkline.plugins.calltasks.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Who gets the next so many tasks, in their order. Remembers what it gave, so that chunks of one
/// operation add up to a fair whole.
final class Spread {

    private static final class Target {
        final long id;
        final int position;
        long load;

        Target(long id, int position, long load) {
            this.id = id;
            this.position = position;
            this.load = load;
        }
    }

    private final PriorityQueue<Target> queue =
            new PriorityQueue<>(
                    Comparator.comparingLong((Target target) -> target.load)
                            .thenComparingInt(target -> target.position));

    private Spread() {}

    /// In turn, those with the smallest load first.
    static Spread inTurn(List<Long> targets, Map<Long, Long> loads) {
        List<Long> order = new ArrayList<>(targets);
        order.sort(Comparator.comparingLong(target -> loads.getOrDefault(target, 0L)));
        return of(order, Map.of());
    }

    /// Always to the smallest load.
    static Spread byLoad(List<Long> targets, Map<Long, Long> loads) {
        return of(targets, loads);
    }

    private static Spread of(List<Long> targets, Map<Long, Long> loads) {
        Spread spread = new Spread();
        for (int i = 0; i < targets.size(); i++) {
            spread.queue.add(new Target(targets.get(i), i, loads.getOrDefault(targets.get(i), 0L)));
        }
        return spread;
    }

    /// @param count how many tasks there may be
    /// @return one target a task; if there are fewer tasks, those at the front count
    List<Long> next(int count) {
        List<Long> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Target target = queue.remove();
            slots.add(target.id);
            target.load++;
            queue.add(target);
        }
        return slots;
    }
}
