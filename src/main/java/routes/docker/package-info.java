/** Containers on Docker hosts: begun under a name of ours, watched, and removed. */
package routes.docker;
