package fr.preau.channels.reach;

import fr.preau.channels.conversation.Urgency;
import java.util.Optional;

/**
 * What every route says before a post: first why it is said (again), then that it is urgent or an alert. One rule for all
 * routes; each has its own words for these, by their code.
 *
 * @param why none for what is new
 * @param alarm none for what is routine or important
 */
public record Foreword(Optional<String> why, Optional<String> alarm) {
    public static Foreword of(Purpose purpose, Urgency urgency) {
        return new Foreword(
                switch (purpose) {
                    case NOTICE -> Optional.empty();
                    case CORRECTION, REMINDER -> Optional.of(purpose.code());
                },
                switch (urgency) {
                    case ROUTINE, IMPORTANT -> Optional.empty();
                    case URGENT, SAFETY -> Optional.of(urgency.code());
                });
    }
}
