package fr.preau.channels.reach;

/** By which routes somebody wants to hear of which class of message, after law, town and school had their word. */
public interface Choices {
    /** Nothing was chosen: every route, at once. */
    Choices ALL = new Choices() {
        @Override
        public boolean allows(Route route, Category category) {
            return true;
        }

        @Override
        public boolean digest(Category category) {
            return false;
        }
    };

    /** Whether the route may be used; "not allowed" of any layer wins. */
    boolean allows(Route route, Category category);

    /** Whether e-mails that are not pressing come together once a day. */
    boolean digest(Category category);
}
