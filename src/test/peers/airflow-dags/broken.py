"""Cannot be imported by Airflow, so that there is no DAG contract_broken."""

import a_module_that_is_not_installed  # noqa: F401
