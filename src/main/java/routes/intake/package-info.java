/** Takes in what the object store tells: reads events, checks who sends them, lists buckets for what was missed, sets them up. */
package routes.intake;
