"""aliyun-python-sdk-ecs: a class with setters for each request, answers as JSON texts."""

import importlib
import json

from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.http import protocol_type
from protocol import Unsupported


# The client compares the protocol by identity: another text that says https is taken for http.
PROTOCOLS = {"http": protocol_type.HTTP, "https": protocol_type.HTTPS}


def request_of(action, params):
    try:
        module = importlib.import_module(f"aliyunsdkecs.request.v20140526.{action}Request")
    except ImportError:
        raise Unsupported(f"there is no {action}") from None
    request = getattr(module, f"{action}Request")()
    for name, value in params.items():
        if name == "RegionId" and not hasattr(request, "set_RegionId"):
            continue  # the region of the client, which adds it to every call
        setter = f"set_{name}s" if isinstance(value, list) else f"set_{name}"
        if not hasattr(request, setter):
            raise Unsupported(f"{action} has no {name}")
        getattr(request, setter)(value)
    return request


def client_for(request):
    key = request["key"]
    if "token" in key:
        credential = StsTokenCredential(key["id"], key["secret"], key["token"])
    else:
        credential = AccessKeyCredential(key["id"], key["secret"])
    retries = request.get("retries")
    region = request["params"].get("RegionId", "cn-chengdu")
    return AcsClient(region_id=region, credential=credential, max_retry_time=retries, verify=request.get("ca"))


def call(request, mode):
    model = request_of(request["action"], request["params"])
    model.set_endpoint(request["endpoint"])
    model.set_protocol_type(PROTOCOLS[request["protocol"]])
    return json.loads(client_for(request).do_action_with_exception(model))


def reported(error):
    names = {"code": "error_code", "status": "http_status", "message": "message"}
    said = {name: getattr(error, field, None) for name, field in names.items()}
    return {**said, "message": said["message"] or str(error)}
