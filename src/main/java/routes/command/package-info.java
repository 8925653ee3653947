/** The command line: starts Sluice, and asks a running Sluice through its API. */
package routes.command;
