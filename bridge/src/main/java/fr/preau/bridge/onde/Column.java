package fr.preau.bridge.onde;

/** What a column of an export is about, whatever its heading. */
enum Column {
    INE,
    CIVILITY,
    FAMILY,
    USAGE,
    FIRST,
    BIRTH_DATE,
    LEVEL,
    CLASS,
    STANDING,
    STREET,
    POSTCODE,
    TOWN,
    COUNTRY,
    EMAIL,
    PHONE_HOME,
    PHONE_WORK,
    PHONE_MOBILE,
    HEAD,
    CHILD_USAGE,
    CHILD_FAMILY,
    CHILD_FIRST,
    CHILD_CLASS;

    /** Whether the column comes in groups that repeat, one a child. */
    boolean ofChild() {
        return compareTo(CHILD_USAGE) >= 0;
    }
}
