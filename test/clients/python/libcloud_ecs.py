"""apache-libcloud: its ECS driver has no call for a copy, so its connection sends each action by name. Answers are XML."""

import libcloud.security
from libcloud.compute.drivers.ecs import ECSDriver
from protocol import flat


def value_of(element):
    """The members of an XML element. Members of one name are a list."""
    if len(element) == 0:
        return element.text or ""
    found = {}
    for child in element:
        found.setdefault(child.tag, []).append(value_of(child))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def call(request, mode):
    key = request["key"]
    token = {"SecurityToken": key["token"]} if "token" in key else {}
    host, port = request["endpoint"].split(":")
    libcloud.security.CA_CERTS_PATH = request.get("ca")
    driver = ECSDriver(
        key["id"], key["secret"], region="cn-chengdu", host=host, port=int(port), secure=request["protocol"] == "https"
    )
    connection = driver.connection
    connection.signer.version = request["version"]
    connection.retry_delay = 0.05
    params = {"Action": request["action"], **token, **flat(request["params"])}
    return value_of(connection.request("/", params, retry_failed="retries" in request).object)


def reported(error):
    """Its field `code` is the status. The code of the service is in the message alone."""
    return {"code": None, "status": getattr(error, "code", None), "message": str(error)}
