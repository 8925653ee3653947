/** Turns an uploaded recording into a CSV with a receipt, and makes recordings to try that with. */
package routes.rosbag;
