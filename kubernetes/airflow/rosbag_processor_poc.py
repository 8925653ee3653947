"""Turns a recording into a CSV, in a pod of Sluice's own image: the DAG of routes.rosbag.processor=airflow.

For Airflow 2.7 and newer, and 3.x, with the provider cncf.kubernetes. Sluice starts a run for each recording, and tells in its conf
which: bucket, key, versionId, eTag, size, eventId, runId. The first two have to be there, so a person can start a run as well.

Airflow's Variables say where it runs; none of them has to be set:

    sluice_image           the image (default: sluice:latest)
    sluice_namespace       the namespace of the pods (default: default)
    sluice_store_endpoint  address of the store as the pods reach it (default: http://minio:9000)

The pods take the store's keys from the Kubernetes Secret "sluice": MINIO_ACCESS_KEY and MINIO_SECRET_KEY.
"""

from datetime import datetime, timedelta

from airflow.providers.cncf.kubernetes.operators.pod import KubernetesPodOperator
from airflow.providers.cncf.kubernetes.secret import Secret
from kubernetes.client import models as k8s

try:
    from airflow.sdk import DAG, Param
except ImportError:  # Airflow 2.x
    from airflow import DAG
    from airflow.models.param import Param

SECRET = "sluice"


def conf(name):
    """A value of the run's conf, empty without it. Kubernetes would take "$(X)" in it for a variable, such as the store's key."""
    return "{{ (dag_run.conf.get('" + name + "') or '') | string | replace('$', '$$') }}"


with DAG(
    "rosbag_processor_poc",
    description="Turns a recording into a CSV",
    schedule=None,
    start_date=datetime(2024, 1, 1),
    catchup=False,
    # Each version of a key has its own run, and Sluice starts them in their order.
    max_active_runs=16,
    tags=["sluice"],
    params={
        "bucket": Param(type="string", minLength=1, description="Bucket of the recording"),
        "key": Param(type="string", minLength=1, description="Key of the recording, not encoded"),
        "versionId": Param(None, type=["null", "string"], description="Its version, in a versioned bucket"),
        "eTag": Param(None, type=["null", "string"], description="The tag that it must have"),
        "size": Param(None, type=["null", "integer"], description="Its size in bytes"),
        "eventId": Param(None, type=["null", "integer"], description="Sluice's event"),
        "runId": Param(None, type=["null", "string"], description="Sluice's run"),
    },
):
    KubernetesPodOperator(
        task_id="process_data",
        name="process-data",
        image="{{ var.value.get('sluice_image', 'sluice:latest') }}",
        namespace="{{ var.value.get('sluice_namespace', 'default') }}",
        arguments=["process"],
        env_vars={
            "RECORDING_BUCKET": conf("bucket"),
            "RECORDING_KEY": conf("key"),
            "RECORDING_VERSION_ID": conf("versionId"),
            "RECORDING_ETAG": conf("eTag"),
            "RECORDING_EVENT_ID": conf("eventId"),
            "RECORDING_RUN_ID": conf("runId"),
            "MINIO_ENDPOINT": "{{ var.value.get('sluice_store_endpoint', 'http://minio:9000') }}",
        },
        secrets=[
            Secret("env", "MINIO_ACCESS_KEY", SECRET, "MINIO_ACCESS_KEY"),
            Secret("env", "MINIO_SECRET_KEY", SECRET, "MINIO_SECRET_KEY"),
        ],
        container_resources=k8s.V1ResourceRequirements(
            requests={"cpu": "500m", "memory": "512Mi"}, limits={"memory": "512Mi"}
        ),
        # The Pod Security Standard "restricted".
        security_context=k8s.V1PodSecurityContext(
            run_as_non_root=True, seccomp_profile=k8s.V1SeccompProfile(type="RuntimeDefault")
        ),
        container_security_context=k8s.V1SecurityContext(
            allow_privilege_escalation=False, capabilities=k8s.V1Capabilities(drop=["ALL"])
        ),
        get_logs=True,
        on_finish_action="delete_pod",
        # A result is published at once or not at all, so trying again does no harm; for a recording that never heals it is in vain.
        retries=2,
        retry_delay=timedelta(seconds=30),
        execution_timeout=timedelta(hours=12),
    )
