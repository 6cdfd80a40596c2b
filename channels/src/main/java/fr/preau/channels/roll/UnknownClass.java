package fr.preau.channels.roll;

/** A class that a row of the teachers' file names and in which there is no pupil: the teacher comes without it. */
public record UnknownClass(int row, String text) {}
