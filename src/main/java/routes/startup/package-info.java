/** What has to be right before anything begins: the settings of all packages, and the routes. */
package routes.startup;
