package fr.preau.hub.conversation;

/** A committed post; {@code duplicate} when the key had already made it. */
public record Posted(PostView post, boolean duplicate) {}
