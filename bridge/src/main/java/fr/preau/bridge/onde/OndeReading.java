package fr.preau.bridge.onde;

import java.util.List;

/** What reading an export gave: all of its rows, or why it is refused as a whole. */
public sealed interface OndeReading<R> {
    /**
     * The export was read to its end.
     *
     * @param rows in the order of the file
     * @param encoding the encoding found
     * @param mapping the version of the table of headings by which it was read
     */
    record Complete<R>(List<R> rows, List<OndeNote> notes, String encoding, int mapping) implements OndeReading<R> {
        public Complete {
            rows = List.copyOf(rows);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The export was refused; nothing of it may be used.
     *
     * @param faults at least one, in the order of the file
     */
    record Refused<R>(List<OndeFault> faults) implements OndeReading<R> {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
