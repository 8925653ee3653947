/** Reads the JSON object, byte by byte and in one go, record after record, into cells. */
package routes.merge.json;
