package routes.merge.join;

/** A column of the table; its name is the catalogue's, letter by letter. */
public record TableColumn(String name, ColumnKind kind) {}
