/** The table in its database: connections and what they are refused for, the catalogue, the dialects, the rows over JDBC. */
package routes.merge.database;
