/** A record or a row as bytes: an id by which they find each other, and cells that already stand as the CSV has them. */
package routes.merge.row;
