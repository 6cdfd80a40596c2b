package fr.preau.hub.conversation;

import fr.preau.channels.access.AccessTable;
import fr.preau.channels.access.Action;
import fr.preau.channels.conversation.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A channel as one member sees it, with what they may do there now. */
record ChannelView(
        UUID id,
        String kind,
        String place,
        @Nullable String service,
        long lastSeq,
        long readSeq,
        int unread,
        @Nullable PostView lastPost,
        boolean repliesOpen,
        List<String> may) {

    /** A channel in which the caller has no right to raise a safety alert, as between two people nobody has. */
    static ChannelView of(ChannelStore.Listed listed) {
        return of(listed, false);
    }

    /** @param safety whether somebody gave the caller the right to raise a safety alert there */
    static ChannelView of(ChannelStore.Listed listed, boolean safety) {
        Place place = listed.place();
        return new ChannelView(
                place.id().value(),
                place.kind().code(),
                listed.label(),
                place.service(),
                listed.lastSeq(),
                listed.readSeq(),
                listed.unread(),
                listed.lastPost(),
                place.repliesOpen(),
                may(place, safety));
    }

    private static List<String> may(Place place, boolean safety) {
        List<String> may = new ArrayList<>();
        add(may, "post", place, Action.POST, false);
        add(may, "type", place, Action.TYPE, false);
        add(may, "edit_own", place, Action.EDIT, true);
        add(may, "recall_own", place, Action.RECALL, true);
        add(may, "recall_any", place, Action.RECALL, false);
        add(may, "open_replies", place, Action.OPEN_REPLIES, false);
        add(may, "target", place, Action.TARGET, false);
        add(may, "see_reach", place, Action.SEE_REACH, false);
        add(may, "see_answers", place, Action.SEE_ANSWERS, false);
        if (safety && may.contains("post")) {
            may.add("alert");
        }
        return List.copyOf(may);
    }

    private static void add(List<String> may, String word, Place place, Action action, boolean author) {
        AccessTable table = AccessTable.standard();
        if (table.permits(place.kind(), action, place.standings(), author, place.repliesOpen())) {
            may.add(word);
        }
    }
}
