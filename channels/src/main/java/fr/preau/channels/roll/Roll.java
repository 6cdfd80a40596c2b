package fr.preau.channels.roll;

import java.util.List;

/** One school's three exports, as read. */
public record Roll(List<PupilRow> pupils, List<GuardianRow> guardians, List<TeacherRow> teachers) {
    public Roll {
        pupils = List.copyOf(pupils);
        guardians = List.copyOf(guardians);
        teachers = List.copyOf(teachers);
    }
}
