package routes.ledger;

/**
 * Something to be told to people, committed together with what it tells of.
 *
 * @param dedupeKey the same key is told once; null for what may be told again
 * @param channel where it is told
 * @param groupKey announcements of one group that wait together are told as one; what stands before its first {@code |} says
 *     what several of them are, such as {@code runs of rosbag parked}; null for what stands alone
 * @param text in Slack's mrkdwn; its first line says of what it speaks
 */
public record Announcement(String dedupeKey, String channel, String groupKey, String text) {}
