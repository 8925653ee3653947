# What the scripts airflow2 and airflow3 share; they set VERSION, AS_OF and KIND.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(mkdir -p "${SLUICE_PEERS_CACHE:-target/peers}" && cd "${SLUICE_PEERS_CACHE:-target/peers}" && pwd)
python=$(command -v python3.11 || command -v python3.12 || true)
minutes=${SLUICE_PEERS_BUILD_MINUTES:-6}

skip() {
    echo "SKIP $*"
    exit 0
}

[ -n "$python" ] || skip "Airflow $VERSION needs Python 3.11 or 3.12"
for tool in curl flock pkill setsid timeout; do
    command -v $tool >/dev/null || skip "$tool is not installed"
done
installed=$cache/airflow-$VERSION
home=$(mktemp -d "${TMPDIR:-/tmp}/sluice-airflow-XXXXXX")
children=()

signal() {
    for child in "${children[@]}"; do pkill "-$1" --session "$child" || true; done
}

farewell() {
    trap - EXIT TERM INT
    # Each leads a session of its own. Workers, tasks and the manager of DAG files leave its group, but not its session.
    signal TERM
    sleep 1
    signal KILL
    rm -rf "$home"
}
trap farewell EXIT
trap 'exit 0' TERM INT

# limited COMMAND...: runs it for what is left of the minutes.
limited() {
    local left=$((minutes * 60 - SECONDS))
    timeout $((left > 0 ? left : 1)) "$@"
}

# Airflow's own list of constraints is not in the package index; what the index held on that day does as well. Each line says
# whether it goes on, because the shell does not end at a failure of what somebody asks about.
install() {
    [ -e "$installed/complete" ] && return
    local index
    rm -rf "$installed" &&
        limited "$python" -m venv "$cache/uv" &&
        limited "$cache/uv/bin/pip" install -q uv || return 1
    index=$("$cache/uv/bin/pip" config get global.index-url 2>/dev/null || true)
    [ -z "$index" ] || export UV_DEFAULT_INDEX="$index"
    limited "$cache/uv/bin/uv" venv -q -p "$python" "$installed" &&
        limited "$cache/uv/bin/uv" pip install -q -p "$installed" --exclude-newer "$AS_OF" \
            "apache-airflow[cncf.kubernetes]==$VERSION" &&
        touch "$installed/complete"
}

free_port() {
    "$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
    setsid "$installed/bin/airflow" "$@" >>"$home/$1.log" 2>&1 &
    children+=($!)
}

await() {
    local until=$((SECONDS + 180))
    until "$@"; do
        if ((SECONDS > until)); then
            echo "still waiting for: $*" >&2
            tail -n 40 "$home"/*.log >&2
            exit 1
        fi
        sleep 1
    done
}

# has TEXT CURL-ARGUMENTS...
has() {
    curl -sf "${@:2}" 2>/dev/null | grep -q "$1"
}

say() {
    echo "$SECONDS s: $*" >&2
}

(flock -w $((minutes * 60)) 9 && install) 9>"$cache/airflow.lock" >&2 ||
    skip "Airflow $VERSION could not be installed from PyPI within $minutes minutes; the log tells why"
port=$(free_port)
password=$("$python" -c 'import secrets; print(secrets.token_hex(12))')
say "installed"
export PATH="$installed/bin:$PATH" AIRFLOW_HOME=$home
mkdir "$home/dags"
cp "$here"/airflow-dags/*.py "$here"/../../../kubernetes/airflow/*.py "$home/dags"
export AIRFLOW__CORE__DAGS_FOLDER=$home/dags AIRFLOW__CORE__LOAD_EXAMPLES=false PYTHONDONTWRITEBYTECODE=1
export AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION=false AIRFLOW__CORE__EXECUTOR=LocalExecutor AIRFLOW__CORE__PARALLELISM=8
export AIRFLOW__SCHEDULER__JOB_HEARTBEAT_SEC=1 AIRFLOW__SCHEDULER__LOCAL_TASK_JOB_HEARTBEAT_SEC=1
