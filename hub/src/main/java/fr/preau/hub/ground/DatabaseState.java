package fr.preau.hub.ground;

/** Which server can do what for this node now. */
sealed interface DatabaseState {
    Availability availability();

    /** There is a primary: everything works. */
    record Writable(DatabaseAddress primary) implements DatabaseState {
        @Override
        public Availability availability() {
            return Availability.WRITABLE;
        }
    }

    /**
     * Nothing can be changed, but what is there can be read.
     *
     * @param from the server that answers
     * @param forced whether it would take changes, but could not keep the promise that goes with them
     * @param why in a few words
     */
    record ReadOnly(DatabaseAddress from, boolean forced, String why) implements DatabaseState {
        @Override
        public Availability availability() {
            return Availability.READ_ONLY;
        }
    }

    /**
     * No server answers.
     *
     * @param why in a few words
     */
    record Away(String why) implements DatabaseState {
        @Override
        public Availability availability() {
            return Availability.AWAY;
        }
    }
}
