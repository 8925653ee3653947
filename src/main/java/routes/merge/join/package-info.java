/** The merge as a computation: joins records with rows on a local disk, whatever their size, and knows no outside system. */
package routes.merge.join;
