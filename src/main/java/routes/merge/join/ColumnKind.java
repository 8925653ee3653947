package routes.merge.join;

/** What the text of a table's column means, and so how it is written into the CSV. */
public enum ColumnKind {

    /** Written as it is. */
    TEXT,

    /** Whole or decimal numbers; written as they are. As an id, 7.0 is 7. */
    NUMBER,

    /** Binary floating point; written without exponent. As an id, 7.0 is 7. */
    FLOAT,

    /** The same of single precision, with all its digits or more; written as the shortest decimal that is the same number. */
    SINGLE,

    /** 0, 1, false or true; written as the latter. */
    BOOLEAN,

    /** A date, or a time of day, or both without a zone, with a blank between them; written as ISO 8601 has it. */
    DATE_TIME,

    /** A point in time, told in UTC without saying so; written as ISO 8601 has it, with a Z. */
    INSTANT
}
