package routes.ledger;

/**
 * Something to be told to people, committed together with what it tells of.
 *
 * @param dedupeKey the same key is told once
 * @param channel where it is told
 * @param groupKey announcements of one group that wait together are told as one
 * @param text in Slack's mrkdwn
 */
public record Announcement(String dedupeKey, String channel, String groupKey, String text) {}
