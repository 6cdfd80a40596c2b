package fr.preau.hub.identity;

import java.util.Locale;
import java.util.ResourceBundle;

/** The names of a town's services, French unless the person reads English. */
final class ServiceNames {
    private static final ResourceBundle FRENCH = ResourceBundle.getBundle("messages/services", Locale.FRENCH);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("messages/services", Locale.ENGLISH);

    private ServiceNames() {}

    /** What to call a post: its place, with the service before it where there is one. */
    static String label(MeStore.Post post, String language) {
        if (post.service() == null) {
            return post.place();
        }
        return (language.equals("en") ? ENGLISH : FRENCH).getString(post.service()) + ", " + post.place();
    }
}
