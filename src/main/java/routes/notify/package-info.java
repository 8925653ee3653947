/** The outbox: tells people on Slack what the ledger has queued for them, once, in order and at Slack's pace. */
package routes.notify;
