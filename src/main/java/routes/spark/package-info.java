/** Spark applications on standalone clusters: submitted by the REST submission server of their master, and watched. */
package routes.spark;
