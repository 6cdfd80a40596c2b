package fr.preau.tests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what the database says of each delivery against what the provider took. */
final class DeliveryCheck {
    private static final Set<String> ENDS =
            Set.of("delivered", "undelivered", "failed", "unknown", "dead", "skipped", "cancelled", "expired");

    private DeliveryCheck() {}

    /**
     * What was found.
     *
     * @param doubled taken more than once by the provider
     * @param lost not in the database any more
     * @param open in no end state
     * @param untrue known as something else than what happened: taken and reported, but not delivered; delivered, but never
     *     taken; dead or failed, though each fault of this provider passes
     * @param unknownLeft in doubt for ever, though not taken: answered with 500, or the worker was killed before it sent
     * @param faults some of them in words
     */
    record Findings(int doubled, int lost, int open, int untrue, int unknownLeft, List<String> faults) {
        boolean none() {
            return doubled + lost + open + untrue == 0;
        }
    }

    static Findings check(int deliveries, Map<Long, String> states, Map<Long, Integer> taken) {
        List<String> faults = new ArrayList<>();
        int doubled = 0;
        int open = 0;
        int untrue = 0;
        int unknown = 0;
        for (var entry : states.entrySet()) {
            int copies = taken.getOrDefault(entry.getKey(), 0);
            String state = entry.getValue();
            boolean isOpen = !ENDS.contains(state);
            boolean isUntrue = !isOpen && (copies > 0 ? !state.equals("delivered") : !state.equals("unknown"));
            doubled += copies > 1 ? 1 : 0;
            open += isOpen ? 1 : 0;
            untrue += isUntrue ? 1 : 0;
            unknown += copies == 0 && state.equals("unknown") ? 1 : 0;
            if ((copies > 1 || isOpen || isUntrue) && faults.size() < 20) {
                faults.add("delivery " + entry.getKey() + " is " + state + " and was taken " + copies + " times");
            }
        }
        int foreign = (int)
                taken.keySet().stream().filter(id -> !states.containsKey(id)).count();
        int lost = Math.max(0, deliveries - states.size()) + foreign;
        if (lost > 0) {
            faults.add(states.size() + " of " + deliveries + " are there, " + foreign + " were taken that are not");
        }
        return new Findings(doubled, lost, open, untrue, unknown, List.copyOf(faults));
    }
}
