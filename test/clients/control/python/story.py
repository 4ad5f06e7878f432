"""Calls every operation of the generated client `control_client`, and prints a line for each step: `ok` or `not ok`."""

import json
import os
import re
from datetime import datetime, timedelta, timezone
from urllib.request import urlopen

from control_client import AuthenticatedClient, Client
from control_client import models as m
from control_client.api.accounts import accounts_create, accounts_delete, accounts_get, accounts_list, accounts_update
from control_client.api.clock import clock_advance, clock_now, clock_set
from control_client.api.disks import disks_create, disks_delete, disks_get, disks_list, disks_update
from control_client.api.emulator import explain, reset, seed
from control_client.api.faults import faults_add, faults_clear, faults_list, faults_remove
from control_client.api.health import health_get, health_live, health_ready
from control_client.api.images import images_create, images_delete, images_get, images_list, images_update
from control_client.api.instances import (
    instances_create,
    instances_delete,
    instances_get,
    instances_list,
    instances_update,
)
from control_client.api.requests import (
    requests_clear,
    requests_count,
    requests_list,
    requests_search,
    requests_search_count,
    requests_wait_for,
)
from control_client.api.snapshots import (
    snapshots_create,
    snapshots_delete,
    snapshots_get,
    snapshots_list,
    snapshots_update,
)
from control_client.api.state import state_delete, state_export, state_import, state_names, state_restore, state_save
from control_client.api.stubs import stubs_add, stubs_clear, stubs_list, stubs_remove

URL = os.environ["EMULATOR_URL"]
CLIENT = AuthenticatedClient(URL, token=os.environ["EMULATOR_TOKEN"])


def step(name, holds, why=""):
    print(f"ok {name}" if holds else f"not ok {name}: {why}", flush=True)


def done(operation, kind=None, **arguments):
    """Calls an operation. Its answer is of a type, or a list of it; without a type there is none."""
    name = re.sub(r"_(\w)", lambda letter: letter[1].upper(), operation.__name__.split(".")[-1])
    answer = operation.sync_detailed(client=CLIENT, **arguments)
    value = answer.parsed
    entries = value if isinstance(value, list) else [value]
    typed = value is None if kind is None else value != [] and all(isinstance(entry, kind) for entry in entries)
    step(name, answer.status_code == (204 if kind is None else 200) and typed, f"{answer.status_code} {value!r}")
    return value


def called(action, **parameters):
    """Calls an action of the emulated service. The emulator asks for no signature."""
    query = "".join(f"&{name}={value}" for name, value in parameters.items())
    try:
        return json.load(urlopen(f"{URL}/?Action={action}&Version=2014-05-26&Format=JSON&RegionId=cn-chengdu{query}"))
    except OSError as error:
        return json.load(error)


def crud(create, list_, get, update, delete, kind, new, change, region):
    """A resource of one kind, from its creation to its end. Returns it as changed."""
    made = done(create, kind, body=new)
    step(f"{made.id} has its region", made.region == region, made.region)
    done(list_, kind, account="5")
    done(get, kind, account="5", id=made.id)
    changed = done(update, kind, account="5", id=made.id, body=change)
    done(delete, account="5", id=made.id)
    return changed


for health in (health_get, health_live, health_ready):
    done(health, m.Health)
refused = clock_now.sync(client=Client(URL))
step("a call without the token is refused", isinstance(refused, m.ControlError), refused)

done(reset, body=m.Scope())
done(seed, body=m.World(accounts=[m.Account(id="5", keys=[m.AccessKey(id="my-key", secret="my-secret")])]))
account = done(accounts_create, m.Account, body=m.NewAccount(id="6", world=m.NewAccountWorldType0.DEFAULT))
step("the new account has a key", len(account.keys) == 1, account)
done(accounts_list, m.Account)
done(accounts_get, m.Account, id="5")
changed = done(accounts_update, m.Account, id="5", body=m.AccountChange(balance=0, disk_capacity_quota=10**12))
step("the account is changed", (changed.balance, changed.disk_capacity_quota) == (0, 10**12), changed)
done(accounts_delete, id="6")
missing = accounts_get.sync(client=CLIENT, id="6")
step("an unknown account is an error with a message", missing.message == "There is no account 6.", missing)

place = {"account": "5", "region": "cn-beijing"}
unnamed = crud(
    *(snapshots_create, snapshots_list, snapshots_get, snapshots_update, snapshots_delete, m.Snapshot),
    m.NewSnapshot(id="s-mine", name="mine", tags=[m.Tag(key="env", value="test")], **place),
    *(m.SnapshotChange(name=None), "cn-beijing"),
)
step("null returns the name to its default", unnamed.name == "", unnamed)
crud(
    *(disks_create, disks_list, disks_get, disks_update, disks_delete, m.Disk),
    *(m.NewDisk(id="d-mine", size=20, **place), m.DiskChange(expired=True), "cn-beijing"),
)
crud(
    *(images_create, images_list, images_get, images_update, images_delete, m.Image),
    *(m.NewImage(id="m-mine", **place), m.ImageChange(family="mine"), "cn-beijing"),
)
crud(
    *(instances_create, instances_list, instances_get, instances_update, instances_delete, m.Instance),
    *(m.NewInstance(id="i-mine", **place), m.InstanceChange(locked=True), "cn-beijing"),
)

start = datetime(2026, 2, 1, tzinfo=timezone.utc)
done(clock_set, m.Now, body=m.ClockSetting(at=start.isoformat()))
advanced = done(clock_advance, m.Now, body=m.ClockAdvance(seconds=600.5))
step("the clock is moved", advanced.now == start + timedelta(seconds=600.5), advanced)
done(clock_now, m.Now)

fault = m.Fault(
    kind=m.FaultKind.ERROR, code=m.ErrorCode("Throttling.User"), action=m.EcsAction("CopySnapshot"), times=1
)
added = done(faults_add, m.Added, body=fault)
copy = {"SnapshotId": "s-bp67acfmxazb4p000001", "DestinationRegionId": "us-east-1"}
step("the fault applies", called("CopySnapshot", **copy)["Code"] == "Throttling.User")
step("it applies once", called("CopySnapshot", **copy).get("SnapshotId", "").startswith("s-"))
done(faults_add, m.Added, body=m.Fault(kind=m.FaultKind.RESET, account="5"))
(active,) = done(faults_list, m.ActiveFault)
step("a fault that is used up is not listed", (active.id, active.applied) == ("fault-2", 0), active)
done(faults_remove, id=active.id)
done(faults_clear)

stub = m.Stub(action=m.EcsAction("DescribeAutoSnapshotPolicyEx"), reply=m.StubReply.from_dict({"TotalCount": 7}))
done(stubs_add, m.Added, body=stub)
step("the stub answers", called("DescribeAutoSnapshotPolicyEx")["TotalCount"] == 7)
(stubbed,) = done(stubs_list, m.ActiveStub)
step("the stub lists its answer", stubbed.reply["TotalCount"] == 7, stubbed)
done(stubs_remove, id=stubbed.id)
done(stubs_clear)

done(requests_list, m.RecordedCall, action="CopySnapshot")
count = done(requests_count, m.Count, action="CopySnapshot")
step("two copies are counted", count.count == 2, count)
query = m.CallQuery(outcome="Success", params=m.CallQueryParams.from_dict({"SnapshotId": copy["SnapshotId"]}))
(found,) = done(requests_search, m.RecordedCall, body=query)
step("a call has its parameters", found.params["DestinationRegionId"] == "us-east-1", found)
count = done(requests_search_count, m.Count, body=query)
step("one copy is found by its parameters", count.count == 1, count)
waited = done(
    requests_wait_for, m.Waited, body=m.CallWait(timeout_ms=0, count=2, query=m.CallQuery(action="CopySnapshot"))
)
step("two copies are awaited", waited.met and len(waited.calls) == 2, waited)
waited = requests_wait_for.sync(
    client=CLIENT, body=m.CallWait(timeout_ms=0, count=3, query=m.CallQuery(action="CopySnapshot"))
)
step("a third copy is missed", not waited.met and waited.closest[0].differences, waited)
done(requests_clear)
explained = done(explain, m.Explanation, body=m.ExplainRequest(url="/?Action=DescribeRegions&AccessKeyId=testid"))
step("the signature is explained", not explained.holds and explained.string_to_sign, explained)

exported = done(state_export, m.World)
done(state_save, body=m.StateName(name="before"))
step("the states have names", done(state_names, str) == ["before"])
done(state_import, body=exported)
again = state_export.sync(client=CLIENT)
step("an imported state is exported again", again.to_dict() == exported.to_dict())
done(state_restore, body=m.StateName(name="before"))
done(state_delete, name="before")
