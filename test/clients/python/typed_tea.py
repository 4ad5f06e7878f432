"""alibabacloud_ecs20140526: a class for each request and answer, and a method for each action, sync and async."""

import asyncio
import re

from alibabacloud_ecs20140526 import client, models
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.policy.retry import RetryOptions
from protocol import Unsupported

# Version 7 has options of another package than the versions before it.
RuntimeOptions = getattr(client, "RuntimeOptions", None) or client.util_models.RuntimeOptions

LOOP = asyncio.new_event_loop()


def check_known(params, known, what):
    """Refuses what a model has dropped."""
    for name, value in params.items():
        if name not in known:
            raise Unsupported(f"{what} has no {name}")
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for entry, kept in zip(value, known[name]):
                check_known(entry, kept, f"{what}.{name}")


def request_of(action, params):
    if not hasattr(models, f"{action}Request"):
        raise Unsupported(f"there is no {action}")
    request = getattr(models, f"{action}Request")().from_map(params)
    check_known(params, request.to_map(), action)
    return request


def retry_options(retries):
    errors = ["ClientException", "ServerException", "ThrottlingException", "RetryError", "ResponseException"]
    return RetryOptions({"retryable": True, "retryCondition": [{"maxAttempts": retries + 1, "exception": errors}]})


def client_for(request):
    key = request["key"]
    retries = request.get("retries")
    return client.Client(
        Config(
            access_key_id=key["id"],
            access_key_secret=key["secret"],
            security_token=key.get("token"),
            region_id="cn-chengdu",
            endpoint=request["endpoint"],
            protocol=request["protocol"],
            ca=request.get("ca"),
            retry_options=None if retries is None else retry_options(retries),
        )
    )


def call(request, mode):
    action = request["action"]
    model = request_of(action, request["params"])
    method = re.sub(r"(?<!^)([A-Z])", r"_\1", action).lower() + "_with_options"
    caller = client_for(request)
    if mode == "async":
        answer = LOOP.run_until_complete(getattr(caller, f"{method}_async")(model, RuntimeOptions()))
    else:
        answer = getattr(caller, method)(model, RuntimeOptions())
    return answer.body.to_map()


def reported(error):
    names = {"code": "code", "status": "statusCode", "message": "message", "retryAfter": "retry_after"}
    said = {name: getattr(error, field, None) for name, field in names.items()}
    return {**said, "message": said["message"] or str(error)}
