"""DAGs of the contract test, for Airflow 2.x and 3.x."""

import time
from datetime import datetime

try:
    from airflow.sdk import Param, dag, get_current_context, task
except ImportError:  # Airflow 2.x
    from airflow.decorators import dag, task
    from airflow.models.param import Param
    from airflow.operators.python import get_current_context

PLAIN = {"schedule": None, "start_date": datetime(2024, 1, 1), "catchup": False}


@task
def tell():
    run = get_current_context()["dag_run"]
    print(f"conf of {run.run_id}: {run.conf}")


@task
def fail():
    raise RuntimeError("this task always fails")


@task
def after():
    print("never reached")


@task
def sleep():
    time.sleep(600)


@task(retries=1, retry_delay=0)
def second_time(number):
    tries = get_current_context()["ti"].try_number
    print(f"number {number}, try {tries}")
    if number == 1 and tries == 1:
        raise RuntimeError("the first try fails")


@dag("contract_ok", **PLAIN)
def ok():
    tell()


@dag("contract_failing", **PLAIN)
def failing():
    tell() >> fail() >> after()


@dag("contract_slow", **PLAIN)
def slow():
    sleep()


@dag("contract_paused", is_paused_upon_creation=True, **PLAIN)
def paused():
    tell()


@dag("contract_unpaused", is_paused_upon_creation=True, **PLAIN)
def unpaused():
    tell()


@dag("contract_strict", params={"count": Param(1, type="integer", minimum=1)}, **PLAIN)
def strict():
    tell()


@dag("contract_mapped", **PLAIN)
def mapped():
    second_time.expand(number=[0, 1, 2])


for make in (ok, failing, slow, paused, unpaused, strict, mapped):
    make()
