/** The daily pipeline over Docker hosts and a Spark cluster; all it does stands in its route. */
package routes.daily;
