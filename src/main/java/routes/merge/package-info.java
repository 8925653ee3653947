/** Merges a JSON object with the rows of a table into one CSV, in memory that does not grow with them. */
package routes.merge;
