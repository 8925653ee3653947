/** Runs of Airflow's DAGs as steps: begun once by Airflow's own rule that a run's id is unique, then followed to their end. */
package routes.airflow;
