/** Logins to databases, from secrets in AWS Secrets Manager or in files, each kept for a while. */
package routes.merge.secrets;
