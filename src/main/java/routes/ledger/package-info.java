/** The ledger: events, outcomes, runs, steps and messages in PostgreSQL, the only state Sluice has. */
package routes.ledger;
