"""A copy that is throttled first.

Run it by `pip install -r requirements.txt && pytest`. It starts the image, unless EMULATOR_URL is the URL of a running
emulator.
"""

import json
import os
from urllib.request import Request, urlopen

import pytest
from alibabacloud_ecs20140526.client import Client
from alibabacloud_ecs20140526.models import CopySnapshotRequest, DescribeSnapshotsRequest
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.models import Config
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy


@pytest.fixture(scope="session")
def emulator():
    """The URL of an emulator: a running one, or one in a container."""
    if "EMULATOR_URL" in os.environ:
        yield os.environ["EMULATOR_URL"]
        return
    container = DockerContainer("copysnapshot-emulator").with_exposed_ports(8014)
    with container.waiting_for(HttpWaitStrategy(8014, "/_emulator/health/ready")):
        yield f"http://{container.get_container_host_ip()}:{container.get_exposed_port(8014)}"


@pytest.fixture
def control(emulator):
    """Sends a call of the control API."""

    def call(method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{emulator}/_emulator{path}", data, {"content-type": "application/json"}, method=method)
        with urlopen(request) as response:
            return json.load(response)

    return call


def test_a_throttled_copy_succeeds_when_it_is_sent_again(emulator, control):
    account = control("POST", "/accounts", {"world": "default"})
    key, endpoint = account["keys"][0], emulator.removeprefix("http://")
    client = Client(Config(key["id"], key["secret"], endpoint=endpoint, protocol="http", region_id="cn-chengdu"))
    fault = {"kind": "error", "code": "Throttling.User", "action": "CopySnapshot", "account": account["id"], "times": 1}
    control("POST", "/faults", fault)

    copy = CopySnapshotRequest(
        region_id="cn-chengdu", snapshot_id="s-bp67acfmxazb4p000001", destination_region_id="us-east-1"
    )
    with pytest.raises(ClientException) as refused:
        client.copy_snapshot(copy)
    assert refused.value.code == "Throttling.User"
    copied = client.copy_snapshot(copy).body.snapshot_id

    control("POST", "/clock/advance", {"seconds": 600})
    wanted = DescribeSnapshotsRequest(region_id="us-east-1", snapshot_ids=json.dumps([copied]))
    assert client.describe_snapshots(wanted).body.snapshots.snapshot[0].status == "accomplished"
    assert control("GET", f"/requests/count?action=CopySnapshot&account={account['id']}") == {"count": 2}
