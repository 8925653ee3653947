/** The HTTP API: what people and programs ask the ledger and tell the routes. */
package routes.api;
