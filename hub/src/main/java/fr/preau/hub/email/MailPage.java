package fr.preau.hub.email;

import java.util.List;

/**
 * What the templates show: every sentence is finished, only {@code html} of an item is markup, and safe.
 *
 * @param language two letters
 * @param place whose e-mail it is
 * @param heading who wrote, or how many messages wait
 * @param intro a territory's own words before the post; may be empty
 * @param items the posts, at least one
 * @param reply how to answer by e-mail; may be empty
 * @param why why this person gets it
 * @param off the words of the link that ends e-mails of this kind
 * @param offLink its address
 */
public record MailPage(
        String language,
        String place,
        String heading,
        String intro,
        List<Item> items,
        String reply,
        String why,
        String off,
        String offLink) {
    public MailPage {
        items = List.copyOf(items);
    }

    /**
     * One post.
     *
     * @param title may be empty
     * @param html its text; may be empty
     * @param plain the same in plain words
     * @param note what to do with it; may be empty
     * @param button the words on the button
     * @param link where it leads
     */
    public record Item(String title, String html, String plain, String note, String button, String link) {}
}
