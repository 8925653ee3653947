package routes.merge;

/** A column of the table; its name is the catalogue's, letter by letter. */
record TableColumn(String name, ColumnKind kind) {}
