/** The merge pipeline: entries of the file and their routes, the boxes of the flow, what is published and told. */
package routes.merge;
